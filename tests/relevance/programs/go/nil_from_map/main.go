package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	plan := newTimetable()
	for _, arg := range os.Args[1:] {
		room, title, ok := strings.Cut(arg, ":")
		if !ok {
			fmt.Println(describe(plan, arg))
			continue
		}
		plan.book(room, talk{title: title, length: 45 * time.Minute})
	}
	fmt.Println("booked:", plan.total())
}

func describe(plan *timetable, room string) string {
	track := plan.track(room)
	return fmt.Sprintf("%s: %s (%s)", room, strings.Join(track.titles(), ", "), track.length)
}
