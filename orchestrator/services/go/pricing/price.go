package main

import (
	"fmt"
	"strconv"
	"strings"
)

// Tier is what one costs, in cents, from so many on.
type Tier struct {
	from  int
	cents int
}

var tiers = map[string][]Tier{
	"fruit":  {{from: 1, cents: 120}, {from: 100, cents: 110}},
	"bakery": {{from: 1, cents: 350}},
	"home":   {{from: 1, cents: 900}},
	"office": {{from: 1, cents: 125}, {from: 1000, cents: 80}},
}

// sold keeps what was asked for of late, in cents.
var sold = map[string][]int{}

// price answers what so many of a category cost, as `2.40`.
func price(category, quantity string) (string, error) {
	count, err := strconv.Atoi(quantity)
	if err != nil || count < 1 {
		return "", fmt.Errorf("bad quantity %s", quantity)
	}
	choice := tiers[category]
	best := choice[0]
	for _, tier := range choice[1:] {
		if count >= tier.from {
			best = tier
		}
	}
	sold[category] = append(sold[category], best.cents*count)
	return money(best.cents * count), nil
}

// average is that of the last four prices of a category.
func average(category string) (string, error) {
	recent := sold[category]
	if len(recent) > 4 {
		recent = recent[len(recent)-4:]
	}
	sum := 0
	for _, cents := range recent {
		sum += cents
	}
	mean := sum / len(recent)
	return "average " + money(mean), nil
}

// offer takes `<category>:<percent>` off an amount in cents.
func offer(amount, reduction string) (string, error) {
	cents, err := strconv.Atoi(amount)
	if err != nil {
		return "", fmt.Errorf("bad amount %s", amount)
	}
	parts := strings.Split(reduction, ":")
	percent, err := strconv.Atoi(parts[1])
	if err != nil {
		return "", fmt.Errorf("bad reduction %s", reduction)
	}
	return fmt.Sprintf("offer %s %s", parts[0], money(cents-cents*percent/100)), nil
}

func money(cents int) string {
	return fmt.Sprintf("%.2f", float64(cents)/100)
}
