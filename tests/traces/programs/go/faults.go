package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"sync"

	"example.com/shop/stock"
)

var faults = map[string]func(){
	"nil_map":          func() { new(stock.Shelf).Put("pen", 1) },
	"nil_pointer":      func() { stock.Find(nil, "pen").Put("pen", 1) },
	"index":            func() { fmt.Println(stock.At([]int{1, 2}, 5)) },
	"slice_bounds":     func() { fmt.Println(stock.First([]int{1, 2}, 5)) },
	"divide":           func() { fmt.Println(stock.Share(7, 0)) },
	"type_assertion":   func() { fmt.Println(stock.Count("many")) },
	"error_value":      openShop,
	"many_lines":       func() { panic("two things are wrong:\n- the price\n- the count") },
	"struct_value":     func() { panic(order{7, "pen"}) },
	"panic_again":      panicAgain,
	"recovered":        recovered,
	"deferred":         deferred,
	"closed_channel":   func() { jobs := make(chan int); close(jobs); close(jobs) },
	"send_on_closed":   func() { jobs := make(chan int, 1); close(jobs); jobs <- 1 },
	"deadlock":         deadlock,
	"goexit":           func() { runtime.Goexit() },
	"concurrent_map":   concurrentMap,
	"goroutine":        inGoroutine,
	"stack_overflow":   func() { fmt.Println(depth(0)) },
	"in_a_library":     inALibrary,
	"logged_stack":     loggedStack,
	"logged_line":      loggedLine,
	"wrapped_in_panic": wrapped,
}

type order struct {
	number int
	item   string
}

func openShop() {
	if _, err := os.Open("/nowhere/prices.csv"); err != nil {
		panic(err)
	}
}

func panicAgain() {
	defer func() {
		if reason := recover(); reason != nil {
			panic(fmt.Sprintf("cannot go on: %v", reason))
		}
	}()
	fmt.Println(stock.Share(1, 0))
}

func recovered() {
	defer func() {
		reason := recover()
		panic(reason)
	}()
	panic("out of stock")
}

func deferred() {
	defer func() {
		panic("cannot close the till")
	}()
	panic(errors.New("cannot open the till"))
}

func deadlock() {
	jobs := make(chan int)
	go func() {
		jobs <- 1
		select {}
	}()
	<-jobs
	<-jobs
}

func concurrentMap() {
	sold := map[int]int{}
	for worker := 0; worker < 8; worker++ {
		go func() {
			for {
				sold[1]++
			}
		}()
	}
	select {}
}

func inGoroutine() {
	var all sync.WaitGroup
	all.Add(1)
	go work(&all, nil)
	all.Wait()
}

func work(all *sync.WaitGroup, shelf *stock.Shelf) {
	defer all.Done()
	shelf.Put("pen", 1)
}

func depth(level int) int {
	return depth(level+1) + 1
}

func inALibrary() {
	prices := []int{3, 1, 2}
	sort.Slice(prices, func(i, j int) bool {
		return prices[i+7] < prices[j]
	})
}

func loggedStack() {
	defer func() {
		log.Printf("request failed: %v\n%s", recover(), debug.Stack())
	}()
	stock.At(nil, 3)
}

func loggedLine() {
	log.SetFlags(log.LstdFlags | log.Lshortfile)
	_, err := strconv.Atoi("many")
	log.Fatal(err)
}

func wrapped() {
	_, err := strconv.Atoi("x1")
	panic(fmt.Errorf("row 12: %w", err))
}
