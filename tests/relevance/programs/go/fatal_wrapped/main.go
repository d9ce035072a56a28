package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(log.Ldate | log.Ltime | log.Lshortfile)
	if len(os.Args) < 2 {
		fmt.Println("usage: freight COUNTRY...")
		return
	}
	rates, err := loadRates()
	if err != nil {
		log.Fatal(fmt.Errorf("freight: %w", err))
	}
	for _, country := range os.Args[1:] {
		fmt.Println(country, rates.of(country))
	}
}
