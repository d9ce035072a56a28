package main

import "time"

type talk struct {
	title  string
	length time.Duration
}

type track struct {
	talks  []talk
	length time.Duration
}

type timetable struct {
	tracks map[string]*track
}

func newTimetable() *timetable {
	return &timetable{tracks: map[string]*track{"main": {}}}
}

func (t *timetable) track(room string) *track {
	return t.tracks[room]
}

func (t *timetable) book(room string, item talk) {
	if t.tracks[room] == nil {
		t.tracks[room] = &track{}
	}
	slot := t.tracks[room]
	slot.talks = append(slot.talks, item)
	slot.length += item.length
}

func (t *timetable) total() (sum time.Duration) {
	for _, tr := range t.tracks {
		sum += tr.length
	}
	return sum
}

func (tr *track) titles() []string {
	names := make([]string, len(tr.talks))
	for i, item := range tr.talks {
		names[i] = item.title
	}
	return names
}
