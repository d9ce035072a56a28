// Orders: opens orders, fills them, and splits what they cost.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

var desk = newDesk()

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fmt.Println(handle(scanner.Text()))
	}
}

func handle(line string) string {
	words := strings.Fields(line)
	if len(words) == 0 {
		return "error empty request"
	}
	answer, err := serve(words[0], words[1:])
	if err != nil {
		return "error " + err.Error()
	}
	return answer
}

func serve(operation string, args []string) (string, error) {
	switch {
	case operation == "open" && len(args) == 2:
		return desk.open(args[0], args[1])
	case operation == "copy" && len(args) == 2:
		return desk.duplicate(args[0], args[1])
	}
	if len(args) == 0 {
		return "", fmt.Errorf("unknown request %s", operation)
	}
	order, found := desk.orders[args[0]]
	if !found {
		return "", fmt.Errorf("no order %s", args[0])
	}
	return change(order, operation, args[1:])
}

func change(order *Order, operation string, args []string) (string, error) {
	switch {
	case operation == "add" && len(args) == 2:
		return order.add(args[0], args[1])
	case operation == "set" && len(args) == 2:
		return order.set(args[0], args[1])
	case operation == "note" && len(args) == 2:
		return order.note(args[0], args[1])
	case operation == "refund" && len(args) == 1:
		return order.refund(args[0])
	case operation == "coupon" && len(args) == 1:
		return order.redeem(args[0])
	case operation == "split" && len(args) == 1:
		return order.split(args[0])
	}
	switch operation {
	case "total":
		return fmt.Sprintf("total %s %d", order.id, order.total()), nil
	case "label":
		return order.label()
	case "freight":
		return order.freight()
	case "undo":
		return order.undo()
	}
	return "", fmt.Errorf("unknown request %s", operation)
}
