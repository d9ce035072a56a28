// Command shop fails in the way that its argument names.
package main

import (
	"fmt"
	"os"
)

func main() {
	fault, known := faults[os.Args[1]]
	if !known {
		fmt.Println("no such fault:", os.Args[1])
		return
	}
	fault()
}
