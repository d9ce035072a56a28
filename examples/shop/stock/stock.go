// Package stock counts what lies on the shelves.
package stock

import "fmt"

// Shelf holds the pieces of each article, by its number.
type Shelf struct {
	pieces map[string]int
	limit  int
}

// New returns an empty shelf for at most limit pieces of an article.
func New(limit int) *Shelf {
	return &Shelf{limit: limit}
}

// Add puts pieces of an article on the shelf.
func (s *Shelf) Add(article string, count int) error {
	if s.pieces[article]+count > s.limit {
		return fmt.Errorf("no room for %d more of %s", count, article)
	}
	s.pieces[article] += count
	return nil
}

/* Take removes pieces of an article from the shelf. */
func (s *Shelf) Take(article string, count int) error {
	if s.pieces[article] < count {
		return fmt.Errorf("only %d of %s left", s.pieces[article], article)
	}
	s.pieces[article] -= count
	return nil
}

/* Count tells how many pieces of an article are left. */
func (s *Shelf) Count(article string) int {
	return s.pieces[article]
}
