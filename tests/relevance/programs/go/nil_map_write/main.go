package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	house := NewWarehouse("north", "south")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var aisle, sku string
		var count int
		if _, err := fmt.Sscan(lines.Text(), &aisle, &sku, &count); err != nil {
			fmt.Println("skipped:", lines.Text())
			continue
		}
		house.Aisle(aisle).Record(sku, count)
	}
	house.Report(os.Stdout)
}
