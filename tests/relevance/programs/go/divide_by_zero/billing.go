package main

import (
	"errors"
	"fmt"
)

var errNoGuests = errors.New("a bill needs guests")

type Cents int

func (c Cents) String() string { return fmt.Sprintf("%d.%02d", c/100, c%100) }

type Bill struct {
	Table  string
	Items  []Cents
	Guests int
	Away   int
}

func (b *Bill) Total() (total Cents) {
	for _, item := range b.Items {
		total += item
	}
	return total
}

// payers are the guests that have not left yet.
func (b *Bill) payers() int {
	return b.Guests - b.Away
}

// Shares splits the bill; the first ones pay what is left over.
func (b *Bill) Shares() ([]Cents, error) {
	if b.Guests < 1 {
		return nil, errNoGuests
	}
	heads := b.payers()
	each := b.Total() / Cents(heads)
	rest := b.Total() - each*Cents(heads)
	shares := make([]Cents, heads)
	for i := range shares {
		shares[i] = each
		if Cents(i) < rest {
			shares[i]++
		}
	}
	return shares, nil
}
