package main

import (
	"fmt"
	"os"
)

type device interface {
	label() string
}

type lamp struct {
	name string
	watt int
	lit  bool
}

type blind struct {
	name string
	down bool
}

func (l *lamp) label() string  { return "lamp " + l.name }
func (b *blind) label() string { return "blind " + b.name }

var house = map[string][]device{
	"kitchen": {&lamp{name: "table", watt: 9}, &lamp{name: "hob", watt: 4}},
	"bedroom": {&blind{name: "east"}, &lamp{name: "bed", watt: 6}},
}

func turnOn(devices []device) (watt int) {
	for _, d := range devices {
		l := d.(*lamp)
		l.lit = true
		watt += l.watt
	}
	return watt
}

func report(room string, devices []device) {
	for _, d := range devices {
		state := "off"
		if l, ok := d.(*lamp); ok && l.lit {
			state = "on"
		}
		fmt.Printf("%s %s: %s\n", room, d.label(), state)
	}
}

func main() {
	total := 0
	for _, room := range os.Args[1:] {
		devices, ok := house[room]
		if !ok {
			fmt.Println("no room", room)
			continue
		}
		total += turnOn(devices)
		report(room, devices)
	}
	fmt.Println(total, "W")
}
