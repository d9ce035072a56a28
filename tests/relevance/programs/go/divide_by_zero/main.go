package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	var bills []Bill
	if err := json.NewDecoder(os.Stdin).Decode(&bills); err != nil {
		fmt.Fprintln(os.Stderr, "bills:", err)
		os.Exit(1)
	}
	for i := range bills {
		shares, err := bills[i].Shares()
		if err != nil {
			fmt.Printf("%s: %v\n", bills[i].Table, err)
			continue
		}
		fmt.Printf("%s: %v\n", bills[i].Table, shares)
	}
}
