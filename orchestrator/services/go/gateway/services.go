package main

import (
	"fmt"
	"strconv"
	"strings"
)

// Product is what the catalog knows.
type Product struct {
	sku      string
	name     string
	category string
}

const attempts = 3

// lookup asks the catalog for a product.
func lookup(sku string) (Product, error) {
	answer, _ := call("catalog", "find "+sku)
	if strings.Fields(answer)[0] == "error" {
		return Product{}, refusal(answer)
	}
	return parseProduct(answer), nil
}

// parseProduct reads `<sku> <name> <category>`.
func parseProduct(answer string) Product {
	words := strings.Fields(answer)
	return Product{sku: words[0], name: words[1], category: words[2]}
}

// cost asks what so many of a category cost.
func cost(category, quantity string) (float64, error) {
	answer, _ := call("pricing", "price "+category+" "+quantity)
	if err := refusal(answer); err != nil {
		return 0, err
	}
	total, err := strconv.ParseFloat(answer, 64)
	if err != nil {
		panic(err)
	}
	return total, nil
}

// reserve sets the goods aside.
func reserve(sku, quantity string) error {
	var last error
	for attempt := 1; attempt <= attempts; attempt++ {
		answer, err := call("stock", "reserve "+sku+" "+quantity)
		if err == nil {
			return refusal(answer)
		}
		last = err
		pause(0.02)
	}
	panic(fmt.Errorf("stock failed %d times: %w", attempts, last))
}
