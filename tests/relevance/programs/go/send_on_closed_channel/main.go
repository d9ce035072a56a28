package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	printed := 0
	q := newQueue(func(j job) bool {
		if strings.HasPrefix(j.title, "!") && j.tries == 0 {
			return false
		}
		printed++
		return true
	})
	for _, title := range os.Args[1:] {
		q.submit(job{title: title})
	}
	failed := q.drain()
	if len(failed) > 0 {
		for _, j := range failed {
			q.submit(job{title: j.title, tries: j.tries + 1})
		}
		q.drain()
	}
	fmt.Printf("%d printed, %d tried again\n", printed, len(failed))
}
