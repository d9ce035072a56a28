package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

type attributes map[string]any

func decode(in io.Reader) ([]attributes, error) {
	var products []attributes
	err := json.NewDecoder(in).Decode(&products)
	return products, err
}

func (a attributes) label() string {
	name, ok := a["name"].(string)
	if !ok {
		return "?"
	}
	return strings.ToUpper(name)
}

func (a attributes) weight() float64 {
	value, present := a["weight"]
	if !present {
		return 0
	}
	return value.(float64)
}

func heaviest(products []attributes) (best attributes) {
	for _, p := range products {
		if best == nil || p.weight() > best.weight() {
			best = p
		}
	}
	return best
}

func main() {
	products, err := decode(os.Stdin)
	if err != nil {
		fmt.Println("cannot read the products:", err)
		return
	}
	if top := heaviest(products); top != nil {
		fmt.Printf("%s weighs %.1f kg\n", top.label(), top.weight())
	}
	fmt.Println(len(products), "products")
}
