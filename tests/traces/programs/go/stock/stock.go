// Package stock is what the shop has.
package stock

// Shelf counts articles.
type Shelf struct {
	counts map[string]int
}

// Put adds pieces of an article.
func (s *Shelf) Put(article string, count int) {
	s.counts[article] += count
}

// Find looks for the shelf of an article.
func Find(shelves []*Shelf, article string) *Shelf {
	for _, shelf := range shelves {
		if _, there := shelf.counts[article]; there {
			return shelf
		}
	}
	return nil
}

// At is the count at a place.
func At(counts []int, place int) int {
	return counts[place]
}

// First are the first few counts.
func First(counts []int, count int) []int {
	return counts[:count]
}

// Share is what each of the buyers gets.
func Share(count, buyers int) int {
	return count / buyers
}

// Count is the number that a value stands for.
func Count(value any) int {
	return value.(int)
}
