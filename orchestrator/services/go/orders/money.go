package main

import (
	"fmt"
	"strconv"
)

// refund gives back the price of one line; lines count from 1.
func (o *Order) refund(which string) (string, error) {
	number, err := strconv.Atoi(which)
	if err != nil {
		return "", fmt.Errorf("bad line %s", which)
	}
	line := &o.lines[number-1]
	cents := line.price
	line.price = 0
	return fmt.Sprintf("refunded %s %d", line.article, cents), nil
}

// redeem takes a coupon: three letters, then the percentage, as in `OFF15`.
func (o *Order) redeem(code string) (string, error) {
	percent, err := strconv.Atoi(code[3:])
	if err != nil || percent < 0 || percent > 100 {
		return "", fmt.Errorf("bad coupon %s", code)
	}
	o.off = percent
	return fmt.Sprintf("total %s %d", o.id, o.total()), nil
}

// split says what each of several people pays.
func (o *Order) split(among string) (string, error) {
	people, err := strconv.Atoi(among)
	if err != nil {
		return "", fmt.Errorf("bad number %s", among)
	}
	share := o.total() / people
	return fmt.Sprintf("share %s %d", o.id, share), nil
}

// undo takes the last line back.
func (o *Order) undo() (string, error) {
	last := o.lines[len(o.lines)-1]
	o.lines = o.lines[:len(o.lines)-1]
	return fmt.Sprintf("removed %s, %d left", last.article, len(o.lines)), nil
}
