package main

import "fmt"

// budget is how many entries the memory of this machine is meant for.
const budget = 1000

// History keeps what happened.
type History struct {
	entries []string
}

// remember keeps one more entry.
func (h *History) remember(entry string) {
	h.entries = append(h.entries, entry)
	h.checkBudget()
}

func (h *History) checkBudget() {
	if len(h.entries) > budget {
		panic(fmt.Sprintf("history holds %d entries, budget %d", len(h.entries), budget))
	}
}

// last gives the latest entries, the latest first; fewer if there are not so many.
func (h *History) last(count int) []string {
	found := []string{}
	for index := len(h.entries) - 1; index >= 0 && len(found) < count; index-- {
		found = append(found, h.entries[index])
	}
	return found
}
