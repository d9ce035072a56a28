package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

var errNoMeter = errors.New("no such meter")

type session struct {
	meter   string
	reading int
	open    bool
}

func (s *session) close() {
	s.open = false
}

type network struct {
	meters map[string]int
	polled int
}

func (n *network) dial(name string) (*session, error) {
	n.polled++
	reading, ok := n.meters[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("dial %s: %w", name, errNoMeter)
	}
	return &session{meter: name, reading: reading, open: true}, nil
}

func (n *network) poll(name string) (int, error) {
	s, err := n.dial(name)
	defer s.close()
	if err != nil {
		return 0, err
	}
	return s.reading, nil
}

func main() {
	grid := &network{meters: map[string]int{"m1": 310, "m2": 45}}
	sum := 0
	for _, name := range os.Args[1:] {
		kwh, err := grid.poll(name)
		if errors.Is(err, errNoMeter) {
			fmt.Println("skipped:", err)
			continue
		}
		sum += kwh
	}
	fmt.Printf("%d kWh by %d calls\n", sum, grid.polled)
}
