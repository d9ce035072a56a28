package main

import (
	"errors"
	"fmt"
	"strings"
)

// quoted counts the quotes by sku.
var quoted = map[string]int{}

// quote takes a sku and a quantity.
func quote(args []string) (string, error) {
	sku, quantity := args[0], args[1]
	product, err := lookup(sku)
	if err != nil {
		return "", err
	}
	total, err := cost(product.category, quantity)
	if err != nil {
		return "", err
	}
	if err := reserve(sku, quantity); err != nil {
		return "", err
	}
	quoted[sku]++
	return fmt.Sprintf("quote %s %s %.2f", product.name, quantity, total), nil
}

// label is what is printed on a shelf.
func label(sku string) (string, error) {
	answer, err := call("catalog", "find "+sku)
	if err != nil {
		panic(err)
	}
	if err := refusal(answer); err != nil {
		return "", err
	}
	product := parseProduct(answer)
	return strings.ToUpper(product.name) + " in " + product.category, nil
}

// refusal is the error that a service answered, nil if it did not.
func refusal(answer string) error {
	if reason, found := strings.CutPrefix(answer, "error "); found {
		return errors.New(reason)
	}
	return nil
}
