package main

import (
	"fmt"
	"strconv"
)

// rates are what a bank publishes; some it does not quote.
var rates = map[string]string{"EUR": "0.5", "JPY": "150", "XAU": "n/a"}

// convert changes an amount of cents into another currency.
func convert(amount, currency string) (string, error) {
	cents, err := strconv.Atoi(amount)
	if err != nil {
		return "", fmt.Errorf("bad amount %s", amount)
	}
	if _, known := rates[currency]; !known {
		return "", fmt.Errorf("no currency %s", currency)
	}
	return fmt.Sprintf("%s %.2f", currency, rate(currency)*float64(cents)/100), nil
}

func rate(currency string) float64 {
	value, err := strconv.ParseFloat(rates[currency], 64)
	if err != nil {
		panic(err)
	}
	return value
}
