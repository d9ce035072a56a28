// Package broken is refused by the compiler.
package broken

// Total adds the prices up.
func Total(prices []int) int {
	total := 0
	for _, price := range prices {
		totl += price
	}
	return total
}
