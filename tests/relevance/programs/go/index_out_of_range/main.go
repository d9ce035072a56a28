package main

import (
	"fmt"
	"os"
	"strconv"
)

// window is a ring of the last readings of one sensor.
type window[T int | float64] struct {
	slots []T
	next  int
	full  bool
}

func newWindow[T int | float64](size int) *window[T] {
	return &window[T]{slots: make([]T, size)}
}

func (w *window[T]) push(value T) {
	w.slots[w.next] = value
	w.next++
	if w.next > len(w.slots) {
		w.next = 0
		w.full = true
	}
}

func (w *window[T]) values() []T {
	if !w.full {
		return w.slots[:w.next]
	}
	return w.slots
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func main() {
	recent := newWindow[float64](3)
	for _, arg := range os.Args[1:] {
		reading, err := strconv.ParseFloat(arg, 64)
		if err != nil {
			fmt.Println("not a reading:", arg)
			continue
		}
		recent.push(reading)
	}
	fmt.Printf("mean %.2f of %d\n", mean(recent.values()), len(recent.values()))
}
