package main

import "fmt"

// Customer is somebody with an account; guests have none.
type Customer struct {
	name string
	city string
}

// Desk keeps the orders and knows the customers.
type Desk struct {
	orders    map[string]*Order
	customers map[string]*Customer
}

func newDesk() *Desk {
	return &Desk{
		orders: map[string]*Order{},
		customers: map[string]*Customer{
			"ada": {name: "Ada", city: "London"},
			"bob": {name: "Bob", city: "Leeds"},
		},
	}
}

// open starts an order; "guest" orders without an account.
func (d *Desk) open(id, who string) (string, error) {
	if _, taken := d.orders[id]; taken {
		return "", fmt.Errorf("order %s exists", id)
	}
	customer := d.customers[who]
	if customer == nil && who != "guest" {
		return "", fmt.Errorf("no customer %s", who)
	}
	d.orders[id] = newOrder(id, customer)
	return "opened " + id, nil
}

// duplicate starts an order with the lines of another.
func (d *Desk) duplicate(from, id string) (string, error) {
	source, found := d.orders[from]
	if !found {
		return "", fmt.Errorf("no order %s", from)
	}
	twin := &Order{id: id, customer: source.customer, fields: map[string]any{}}
	twin.lines = append(twin.lines, source.lines...)
	d.orders[id] = twin
	return "copied " + id, nil
}
