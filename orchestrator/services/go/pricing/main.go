// Pricing: what things cost, and what they cost on average of late.
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
	answer, err := serve(strings.Fields(line))
	if err != nil {
		return fmt.Sprintf("error %v", err)
	}
	return answer
}

func serve(words []string) (string, error) {
	if len(words) == 3 && words[0] == "price" {
		return price(words[1], words[2])
	}
	if len(words) == 2 && words[0] == "average" {
		return average(words[1])
	}
	if len(words) == 3 && words[0] == "convert" {
		return convert(words[1], words[2])
	}
	if len(words) == 3 && words[0] == "offer" {
		return offer(words[1], words[2])
	}
	return "", fmt.Errorf("bad request %q", strings.Join(words, " "))
}
