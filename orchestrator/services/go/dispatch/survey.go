package main

import (
	"fmt"
	"sync"
)

// survey has every courier count the letters of a word at once, and adds up.
func (o *Office) survey(word string) (string, error) {
	counts := make(chan int, len(o.couriers))
	var busy sync.WaitGroup
	for _, courier := range o.couriers {
		busy.Add(1)
		go func(courier *Courier) {
			defer busy.Done()
			counts <- len(courier.name) * len(word)
		}(courier)
	}
	busy.Wait()
	return fmt.Sprintf("survey %s %d", word, sum(counts)), nil
}

// sum adds up all that comes.
func sum(counts chan int) int {
	total := 0
	for count := range counts {
		total += count
	}
	return total
}
