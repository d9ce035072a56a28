// Gateway: one quote out of what the catalog, the pricing and the stock say.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fmt.Println(handle(scanner.Text()))
	}
}

func handle(line string) string {
	words := strings.Fields(line)
	if len(words) < 2 {
		return "error a request needs an operation and a sku"
	}
	answer, err := serve(words[0], words[1:])
	if err != nil {
		return "error " + err.Error()
	}
	return answer
}

func serve(operation string, args []string) (string, error) {
	switch operation {
	case "quote":
		return quote(args)
	case "label":
		return label(args[0])
	case "stats":
		return fmt.Sprintf("quoted %d", quoted[args[0]]), nil
	}
	return "", fmt.Errorf("unknown operation %s", operation)
}
