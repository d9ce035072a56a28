// Stock: what stands where, and how much of it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

var store = newStore()

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
	numbers, err := parse(rest)
	if err != nil {
		return "", err
	}
	switch {
	case operation == "reserve" && len(numbers) == 1:
		return store.reserve(subject, numbers[0])
	case operation == "deliver":
		return store.deliver(subject, numbers)
	case operation == "look":
		return store.look(subject)
	}
	return "", fmt.Errorf("unknown operation %s", operation)
}

func parse(words []string) ([]int, error) {
	numbers := []int{}
	for _, word := range words {
		number, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("bad number %s", word)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}
