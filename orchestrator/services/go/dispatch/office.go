package main

import (
	"fmt"
	"sort"
	"strings"
)

// Courier takes parcels through an inbox.
type Courier struct {
	name  string
	inbox chan string
}

// Office knows the couriers, in the order in which they came.
type Office struct {
	couriers []*Courier
	parcels  int
}

func newOffice() *Office {
	return &Office{}
}

func (o *Office) hire(name string) (string, error) {
	o.couriers = append(o.couriers, &Courier{name: name, inbox: make(chan string, 2)})
	return fmt.Sprintf("hired %s, %d in all", name, len(o.couriers)), nil
}

// retire tells a courier that nothing more comes.
func (o *Office) retire(name string) (string, error) {
	for _, courier := range o.couriers {
		if courier.name == name {
			close(courier.inbox)
			return "retired " + name, nil
		}
	}
	return "", fmt.Errorf("no courier %s", name)
}

// parcel goes to the couriers in turn.
func (o *Office) parcel(number string) (string, error) {
	if len(o.couriers) == 0 {
		return "", fmt.Errorf("nobody to take parcel %s", number)
	}
	courier := o.couriers[o.parcels%len(o.couriers)]
	if len(courier.inbox) == cap(courier.inbox) {
		return "", fmt.Errorf("%s has too much to do", courier.name)
	}
	courier.inbox <- number
	o.parcels++
	return fmt.Sprintf("parcel %s to %s, %d waiting", number, courier.name, len(courier.inbox)), nil
}

// offer asks every courier whether a parcel suits.
func (o *Office) offer(number string) (string, error) {
	answers := make(chan string)
	for _, courier := range o.couriers {
		answers <- courier.consider(number)
	}
	suited := []string{}
	for range o.couriers {
		if name := <-answers; name != "" {
			suited = append(suited, name)
		}
	}
	sort.Strings(suited)
	return fmt.Sprintf("suits %d %v", len(suited), suited), nil
}

// consider gives the courier's name if the parcel has a letter in common with it.
func (c *Courier) consider(number string) string {
	if strings.ContainsAny(c.name, number) {
		return c.name
	}
	return ""
}
