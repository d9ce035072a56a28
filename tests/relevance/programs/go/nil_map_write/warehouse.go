package main

import (
	"fmt"
	"io"
	"sort"
)

// Aisle holds what was counted on its shelves.
type Aisle struct {
	name   string
	counts map[string]int
}

// Warehouse is a building with named aisles.
type Warehouse struct {
	aisles map[string]*Aisle
}

// NewWarehouse opens a building whose aisles are known beforehand.
func NewWarehouse(names ...string) *Warehouse {
	w := &Warehouse{aisles: make(map[string]*Aisle)}
	for _, name := range names {
		w.aisles[name] = &Aisle{name: name, counts: make(map[string]int)}
	}
	return w
}

// Aisle finds an aisle, or opens one that the plan does not show.
func (w *Warehouse) Aisle(name string) *Aisle {
	found, ok := w.aisles[name]
	if !ok {
		found = &Aisle{name: name}
		w.aisles[name] = found
	}
	return found
}

// Record adds what a clerk has counted.
func (a *Aisle) Record(sku string, count int) {
	a.counts[sku] += count
}

// Report prints each aisle with its stock, in the order of names.
func (w *Warehouse) Report(out io.Writer) {
	names := make([]string, 0, len(w.aisles))
	for name := range w.aisles {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		total := 0
		for _, count := range w.aisles[name].counts {
			total += count
		}
		fmt.Fprintf(out, "%s: %d kinds, %d pieces\n", name, len(w.aisles[name].counts), total)
	}
}
