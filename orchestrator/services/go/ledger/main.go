// Ledger: accounts, what moved between them, and a table of who owns them.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

var ledger = newLedger()

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fmt.Println(handle(scanner.Text()))
	}
}

// handle says with each error what the accounts hold in all: money must not get lost.
func handle(line string) string {
	answer, err := serve(strings.Fields(line))
	if err != nil {
		return fmt.Sprintf("error %v, total %d", err, ledger.total())
	}
	return answer
}

func serve(words []string) (string, error) {
	switch {
	case len(words) == 4 && words[0] == "open":
		return number(words[3], func(cents int) (string, error) {
			return ledger.open(words[1], words[2], cents)
		})
	case len(words) == 4 && words[0] == "move":
		return number(words[3], func(cents int) (string, error) {
			return ledger.move(words[1], words[2], cents)
		})
	case len(words) == 2 && words[0] == "replay":
		return number(words[1], ledger.replay)
	case len(words) == 2 && words[0] == "recent":
		return number(words[1], ledger.recent)
	case len(words) == 2 && words[0] == "owned":
		return ledger.owned(words[1])
	case len(words) == 2 && words[0] == "balance":
		return ledger.balance(words[1])
	}
	return "", fmt.Errorf("bad request %q", strings.Join(words, " "))
}

func number(word string, use func(int) (string, error)) (string, error) {
	value, err := strconv.Atoi(word)
	if err != nil || value < 0 {
		return "", fmt.Errorf("bad number %s", word)
	}
	return use(value)
}
