// Catalog: which products there are, and what they are called.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

var catalog = newCatalog()

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fmt.Println(handle(scanner.Text()))
	}
}

func handle(line string) string {
	words := strings.Fields(line)
	if len(words) < 2 {
		return "error a request needs an operation and a word"
	}
	answer, err := serve(words[0], words[1], words[2:])
	if err != nil {
		return "error " + err.Error()
	}
	return answer
}

func serve(operation, subject string, rest []string) (string, error) {
	if operation == "list" {
		return catalog.list(subject)
	}
	product, err := catalog.product(subject)
	if err != nil {
		return "", err
	}
	switch operation {
	case "find":
		return product.describe()
	case "after":
		return catalog.after(product)
	case "tag":
		return product.tag(rest)
	}
	return "", fmt.Errorf("unknown operation %s", operation)
}
