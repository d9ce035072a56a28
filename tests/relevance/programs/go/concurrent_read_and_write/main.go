package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

func square(n int) int { return n * n }

// Usage: main WORKERS KEYS
func main() {
	workers, keys := number(1), number(2)
	squares := newCache(square)
	sums := make([]int, workers)
	var all sync.WaitGroup
	for w := range sums {
		all.Add(1)
		go func(w int) {
			defer all.Done()
			for n := 0; n < keys; n++ {
				sums[w] += squares.get(n) % 7
			}
		}(w)
	}
	all.Wait()
	fmt.Println(sums, squares.size())
}

func number(at int) int {
	n, err := strconv.Atoi(os.Args[at])
	if err != nil {
		panic(err)
	}
	return n
}
