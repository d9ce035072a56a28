package main

import (
	"fmt"
	"os"
)

func main() {
	g := newGate()
	passed := 0
	for _, name := range os.Args[1:] {
		before := g.now
		g.handle(name)
		if before == "open" && g.now == "locked" {
			passed++
		}
	}
	fmt.Println(passed, "passed; the gate is", g.now)
}
