package main

import (
	"fmt"
	"strconv"
	"strings"
)

// Line is one article of an order; its price is in cents.
type Line struct {
	article string
	price   int
}

// Order is what somebody wants to have.
type Order struct {
	id       string
	customer *Customer
	lines    []Line
	notes    map[string]string
	fields   map[string]any
	off      int
}

func newOrder(id string, customer *Customer) *Order {
	return &Order{id: id, customer: customer, notes: map[string]string{}, fields: map[string]any{}}
}

func (o *Order) add(article, price string) (string, error) {
	cents, err := strconv.Atoi(price)
	if err != nil {
		return "", fmt.Errorf("bad price %s", price)
	}
	o.lines = append(o.lines, Line{article: article, price: cents})
	return fmt.Sprintf("added %s %d", article, len(o.lines)), nil
}

func (o *Order) total() int {
	sum := 0
	for _, line := range o.lines {
		sum += line.price
	}
	return sum - sum*o.off/100
}

// note keeps a remark about a topic.
func (o *Order) note(topic, text string) (string, error) {
	o.notes[topic] = text
	return fmt.Sprintf("noted %s, %d in all", topic, len(o.notes)), nil
}

// label says whom a parcel goes to.
func (o *Order) label() (string, error) {
	name := strings.ToUpper(o.customer.name)
	return fmt.Sprintf("label %s for %s", o.id, name), nil
}

// set keeps a field of any kind: numbers as numbers, all else as words.
func (o *Order) set(field, value string) (string, error) {
	if number, err := strconv.Atoi(value); err == nil {
		o.fields[field] = number
	} else {
		o.fields[field] = value
	}
	return "set " + field, nil
}

// freight costs 5 a kilogram.
func (o *Order) freight() (string, error) {
	weight, given := o.fields["weight"]
	if !given {
		return "", fmt.Errorf("no weight of order %s", o.id)
	}
	kilograms := weight.(int)
	return fmt.Sprintf("freight %s %d", o.id, 5*kilograms), nil
}
