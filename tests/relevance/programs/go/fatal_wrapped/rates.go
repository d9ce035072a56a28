package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

const (
	ratesFile = "rate.csv"
	elsewhere = 42
)

type rates map[string]int

func (r rates) of(country string) int {
	if rate, known := r[country]; known {
		return rate
	}
	return elsewhere
}

func loadRates() (rates, error) {
	file, err := os.Open(ratesFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loaded := rates{}
	for in := bufio.NewScanner(file); in.Scan(); {
		country, number, found := strings.Cut(in.Text(), ",")
		if !found {
			continue
		}
		var rate int
		if _, err := fmt.Sscan(number, &rate); err != nil {
			return nil, fmt.Errorf("rate of %s: %w", country, err)
		}
		loaded[country] = rate
	}
	return loaded, nil
}
