package main

import (
	"fmt"
	"sync"
)

// deliver books what several lorries bring at once.
func (s *Store) deliver(sku string, loads []int) (string, error) {
	place, known := s.places[sku]
	if !known || place >= len(s.shelves) {
		return "", fmt.Errorf("no shelf for %s", sku)
	}
	shelf := s.shelves[place]
	expected := shelf.level
	var lorries sync.WaitGroup
	for _, load := range loads {
		expected += load
		lorries.Add(1)
		go func(load int) {
			defer lorries.Done()
			s.book(shelf, load)
		}(load)
	}
	lorries.Wait()
	if shelf.level != expected {
		panic(fmt.Sprintf("%s: %d on the shelf, %d delivered", sku, shelf.level, expected))
	}
	return fmt.Sprintf("level %s %d", sku, shelf.level), nil
}

// book adds one load; counting it takes a moment.
func (s *Store) book(shelf *Shelf, load int) {
	before := shelf.level
	pause(0.05)
	shelf.level = before + load
}
