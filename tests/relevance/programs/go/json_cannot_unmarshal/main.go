package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

type line struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"qty"`
	Price    int    `json:"price"`
}

type order struct {
	ID    string `json:"id"`
	Lines []line `json:"lines"`
}

func (o order) sum() (cents int) {
	for _, l := range o.Lines {
		cents += int(l.Quantity) * l.Price
	}
	return cents
}

func read(in io.Reader) ([]order, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	var orders []order
	if err := json.Unmarshal(text, &orders); err != nil {
		return nil, err
	}
	return orders, nil
}

func main() {
	log.SetFlags(log.Lshortfile)
	orders, err := read(os.Stdin)
	if err != nil {
		log.Fatalf("cannot read the orders: %v", err)
	}
	for _, o := range orders {
		fmt.Printf("%s %d.%02d\n", o.ID, o.sum()/100, o.sum()%100)
	}
}
