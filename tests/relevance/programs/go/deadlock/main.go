package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Println("usage: freight KILOGRAMS")
		return
	}
	weight, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Println("not a weight:", os.Args[1])
		return
	}
	offers := ask(carriers(), weight)
	if len(offers) == 0 {
		fmt.Println("nobody takes", weight, "kg")
		return
	}
	for _, o := range offers {
		fmt.Printf("%-6s %5d\n", o.carrier, o.price)
	}
}
