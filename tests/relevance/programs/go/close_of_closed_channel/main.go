package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"
)

type member struct {
	nick  string
	inbox chan string
	seen  int
}

type room struct {
	members map[string]*member
	readers sync.WaitGroup
}

func (r *room) join(nick string) {
	m := &member{nick: nick, inbox: make(chan string, 8)}
	r.members[nick] = m
	r.readers.Add(1)
	go func() {
		defer r.readers.Done()
		for range m.inbox {
			m.seen++
		}
	}()
}

func (m *member) hangUp() {
	close(m.inbox)
}

func (r *room) say(text string) {
	for _, m := range r.members {
		m.inbox <- text
	}
}

func (r *room) kick(nick string) {
	if m, ok := r.members[nick]; ok {
		m.hangUp()
		fmt.Println(nick, "was shown out")
	}
}

func (r *room) shut() int {
	total := 0
	for _, m := range r.members {
		m.hangUp()
	}
	r.readers.Wait()
	for _, m := range r.members {
		total += m.seen
	}
	return total
}

func main() {
	r := &room{members: map[string]*member{}}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		verb, rest, _ := strings.Cut(in.Text(), " ")
		switch verb {
		case "join":
			r.join(rest)
		case "say":
			r.say(rest)
		case "kick":
			r.kick(rest)
		}
	}
	fmt.Println("heard:", r.shut())
}
