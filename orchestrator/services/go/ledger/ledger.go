package main

import (
	"fmt"
	"strings"
)

// Account holds cents.
type Account struct {
	name  string
	cents int
}

// Ledger has the accounts, who owns them, and what happened of late.
type Ledger struct {
	accounts map[string]*Account
	owners   *Table
	history  *History
}

func newLedger() *Ledger {
	return &Ledger{
		accounts: map[string]*Account{},
		owners:   &Table{columns: []string{"account", "owner"}},
		history:  &History{},
	}
}

func (l *Ledger) open(name, owner string, cents int) (string, error) {
	if _, taken := l.accounts[name]; taken {
		return "", fmt.Errorf("account %s exists", name)
	}
	l.accounts[name] = &Account{name: name, cents: cents}
	l.owners.insert(name, owner)
	l.history.remember("open " + name)
	return "opened " + name, nil
}

func (l *Ledger) balance(name string) (string, error) {
	account, found := l.accounts[name]
	if !found {
		return "", fmt.Errorf("no account %s", name)
	}
	return fmt.Sprintf("balance %s %d", name, account.cents), nil
}

func (l *Ledger) total() int {
	sum := 0
	for _, account := range l.accounts {
		sum += account.cents
	}
	return sum
}

// move takes cents from one account to another.
func (l *Ledger) move(from, to string, cents int) (string, error) {
	source, found := l.accounts[from]
	if !found || source.cents < cents {
		return "", fmt.Errorf("cannot take %d from %s", cents, from)
	}
	source.cents -= cents
	target := l.accounts[to]
	target.cents += cents
	l.history.remember("move " + from + " " + to)
	return fmt.Sprintf("moved %d, total %d", cents, l.total()), nil
}

// owned lists the accounts of somebody.
func (l *Ledger) owned(owner string) (string, error) {
	names := []string{}
	for _, row := range l.owners.where("holder", owner) {
		names = append(names, row["account"])
	}
	return "owned " + strings.Join(names, " "), nil
}

// replay books so many entries of an old day again.
func (l *Ledger) replay(count int) (string, error) {
	for entry := 1; entry <= count; entry++ {
		l.history.remember(fmt.Sprintf("replay %d", entry))
	}
	return fmt.Sprintf("replayed %d, %d kept", count, len(l.history.entries)), nil
}

// recent shows the last entries, the latest first.
func (l *Ledger) recent(count int) (string, error) {
	last := l.history.last(count)
	return fmt.Sprintf("recent %s", strings.Join(last, ", ")), nil
}
