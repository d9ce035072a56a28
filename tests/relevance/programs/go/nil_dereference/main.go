package main

import (
	"fmt"
	"os"
	"strings"
)

type driver struct {
	name string
	zone string
	load int
}

type fleet []*driver

func (f fleet) nearest(zone string) *driver {
	var best *driver
	for _, d := range f {
		if d.zone == zone && (best == nil || d.load < best.load) {
			best = d
		}
	}
	return best
}

type order struct {
	id   string
	zone string
}

func parseOrder(text string) (*order, error) {
	id, zone, found := strings.Cut(text, "@")
	if !found {
		return nil, fmt.Errorf("order %q has no zone", text)
	}
	return &order{id: id, zone: zone}, nil
}

func (f fleet) assign(o *order) string {
	d := f.nearest(o.zone)
	d.load++
	return fmt.Sprintf("%s -> %s (%d)", o.id, d.name, d.load)
}

func main() {
	cars := fleet{
		{name: "Asha", zone: "harbour"},
		{name: "Bram", zone: "centre", load: 1},
		{name: "Chen", zone: "centre"},
	}
	for _, text := range os.Args[1:] {
		o, err := parseOrder(text)
		if err != nil {
			fmt.Println("rejected:", err)
			continue
		}
		fmt.Println(cars.assign(o))
	}
}
