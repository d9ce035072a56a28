package main

import "fmt"

type state string

type event struct {
	from state
	name string
}

// gate is a turnstile, told by the table of its ways.
type gate struct {
	now   state
	ways  map[event]state
	trail []state
}

func newGate() *gate {
	return &gate{
		now: "locked",
		ways: map[event]state{
			{"locked", "coin"}: "open",
			{"locked", "push"}: "locked",
			{"open", "push"}:   "locked",
			{"open", "ticket"}: "open",
			{"open", "coin"}:   "open",
		},
	}
}

type noWay struct{ event }

func (e noWay) Error() string {
	return fmt.Sprintf("turnstile: no way from %s by %s", e.from, e.name)
}

func (g *gate) next(name string) state {
	to, known := g.ways[event{g.now, name}]
	if !known {
		panic(noWay{event{g.now, name}})
	}
	return to
}

func (g *gate) handle(name string) {
	g.trail = append(g.trail, g.now)
	g.now = g.next(name)
}
