package main

import (
	"fmt"
	"strconv"
	"strings"
)

type stop struct {
	name    string
	minutes int
}

type route struct {
	number string
	stops  []stop
}

func (r route) minutes() int {
	sum := 0
	for _, s := range r.stops {
		sum += s.minutes
	}
	return sum
}

// parseRoute reads `7 Quay=0 Mill=12`.
func parseRoute(line string) (route, error) {
	number, rest, _ := strings.Cut(line, " ")
	r := route{number: number}
	for _, field := range strings.Fields(rest) {
		s, err := parseStop(field)
		if err != nil {
			return route{}, fmt.Errorf("route %s: %w", number, err)
		}
		r.stops = append(r.stops, s)
	}
	return r, nil
}

func parseStop(field string) (stop, error) {
	name, after, _ := strings.Cut(field, "=")
	minutes, err := strconv.Atoi(after)
	if err != nil {
		return stop{}, fmt.Errorf("stop %q: %w", name, err)
	}
	return stop{name, minutes}, nil
}
