package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"sync"
)

// Tally counts the visits of each page.
type Tally struct {
	hits map[string]int
}

func (t *Tally) Add(page string) {
	t.hits[page]++
}

func (t *Tally) Lines() []string {
	lines := make([]string, 0, len(t.hits))
	for page, n := range t.hits {
		lines = append(lines, fmt.Sprintf("%s %d", page, n))
	}
	sort.Strings(lines)
	return lines
}

func visitor(t *Tally, pages []string, rounds int) {
	for i := 0; i < rounds; i++ {
		t.Add(pages[i%len(pages)])
	}
}

// Usage: main VISITORS ROUNDS PAGE...
func main() {
	visitors, _ := strconv.Atoi(os.Args[1])
	rounds, _ := strconv.Atoi(os.Args[2])
	pages := os.Args[3:]
	tally := &Tally{hits: map[string]int{}}
	var group sync.WaitGroup
	for v := 0; v < visitors; v++ {
		group.Add(1)
		go func() {
			defer group.Done()
			visitor(tally, pages, rounds)
		}()
	}
	group.Wait()
	for _, line := range tally.Lines() {
		fmt.Println(line)
	}
}
