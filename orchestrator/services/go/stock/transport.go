package main

import "time"

// pause waits; the stock calls nobody.
func pause(seconds float64) {
	time.Sleep(time.Duration(seconds * float64(time.Second)))
}
