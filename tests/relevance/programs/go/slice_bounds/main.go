package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

const indent = "    "

// entry is one remark in the log of a ship's bridge.
type entry struct {
	stamp string
	level string
	text  string
}

func readEntries(in *bufio.Scanner) []entry {
	var all []entry
	for in.Scan() {
		line := strings.TrimRight(in.Text(), " ")
		if line == "" {
			continue
		}
		if strings.HasPrefix(line, indent) && len(all) > 0 {
			last := &all[len(all)-1]
			last.text += " " + strings.TrimSpace(line)
			continue
		}
		all = append(all, split(line))
	}
	return all
}

func split(line string) entry {
	end := strings.IndexByte(line, ']')
	stamp := line[1:end]
	level, text, _ := strings.Cut(strings.TrimSpace(line[end+1:]), " ")
	return entry{stamp: stamp, level: strings.ToLower(level), text: text}
}

func main() {
	worst := 0
	for _, e := range readEntries(bufio.NewScanner(os.Stdin)) {
		fmt.Printf("%s|%s|%s\n", e.stamp, e.level, e.text)
		if e.level == "alarm" {
			worst++
		}
	}
	fmt.Println("alarms:", worst)
}
