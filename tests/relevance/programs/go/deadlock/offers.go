package main

import (
	"sort"
	"sync"
)

type carrier struct {
	name  string
	limit int
	rate  int
}

type offer struct {
	carrier string
	price   int
}

func carriers() []carrier {
	return []carrier{{"rail", 40000, 2}, {"van", 900, 5}, {"bike", 20, 9}}
}

func (c carrier) quote(weight int) (offer, bool) {
	if weight > c.limit {
		return offer{}, false
	}
	return offer{carrier: c.name, price: 40 + weight*c.rate}, true
}

// ask wants a price of everybody at once; the cheapest comes first.
func ask(all []carrier, weight int) []offer {
	answers := make(chan offer)
	var asked sync.WaitGroup
	for _, c := range all {
		asked.Add(1)
		go func(c carrier) {
			defer asked.Done()
			if o, ok := c.quote(weight); ok {
				answers <- o
			}
		}(c)
	}
	asked.Wait()
	close(answers)

	var offers []offer
	for o := range answers {
		offers = append(offers, o)
	}
	sort.Slice(offers, func(i, j int) bool { return offers[i].price < offers[j].price })
	return offers
}
