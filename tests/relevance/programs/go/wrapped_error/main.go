package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	var routes []route
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		r, err := parseRoute(in.Text())
		if err != nil {
			panic(err)
		}
		routes = append(routes, r)
	}
	for _, r := range routes {
		fmt.Printf("%s: %d stops, %d minutes\n", r.number, len(r.stops), r.minutes())
	}
}
