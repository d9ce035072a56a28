package main

import (
	"fmt"
	"strconv"
	"sync"
)

// Shelf holds one article.
type Shelf struct {
	sku   string
	level int
}

// Store has shelves in a row; places says which shelf an article is on.
type Store struct {
	lock    sync.Mutex
	shelves []*Shelf
	places  map[string]int
}

func newStore() *Store {
	return &Store{
		shelves: []*Shelf{
			{sku: "a1", level: 10}, {sku: "b2", level: 4}, nil,
			{sku: "p5", level: 2}, {sku: "g7", level: 5}, {sku: "z9", level: 6},
		},
		places: map[string]int{"a1": 0, "b2": 1, "p5": 3, "g7": 4, "z9": 5, "c3": 7},
	}
}

// reserve takes so many off their shelf.
func (s *Store) reserve(sku string, quantity int) (string, error) {
	place, known := s.places[sku]
	if !known {
		return "", fmt.Errorf("no article %s", sku)
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	shelf := s.shelves[place]
	if shelf.level < quantity {
		return "", fmt.Errorf("only %d %s left", shelf.level, sku)
	}
	shelf.level -= quantity
	return fmt.Sprintf("reserved %s %d", sku, quantity), nil
}

// look says what is on the shelf of that number.
func (s *Store) look(number string) (string, error) {
	place, err := strconv.Atoi(number)
	if err != nil || place < 0 || place >= len(s.shelves) {
		return "", fmt.Errorf("no shelf %s", number)
	}
	shelf := s.shelves[place]
	return fmt.Sprintf("shelf %d %s %d", place, shelf.sku, shelf.level), nil
}
