// Dispatch: tells couriers about parcels, and gathers what they answer.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

var office = newOffice()

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
	answer, err := serve(words[0], words[1])
	if err != nil {
		return "error " + err.Error()
	}
	return answer
}

func serve(operation, subject string) (string, error) {
	switch operation {
	case "hire":
		return office.hire(subject)
	case "retire":
		return office.retire(subject)
	case "parcel":
		return office.parcel(subject)
	case "offer":
		return office.offer(subject)
	case "survey":
		return office.survey(subject)
	}
	return "", fmt.Errorf("unknown operation %s", operation)
}
