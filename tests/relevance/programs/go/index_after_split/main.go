package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

type header struct{ name, value string }

// parseHeaders reads `Name: value` lines up to the first blank one.
func parseHeaders(text string) (headers []header, body string) {
	head, body, _ := strings.Cut(text, "\n\n")
	for _, line := range strings.Split(head, "\n") {
		headers = append(headers, header{
			name:  canonical(nameOf(line)),
			value: valueOf(line),
		})
	}
	return headers, body
}

func nameOf(line string) string {
	return strings.Split(line, ":")[0]
}

func valueOf(line string) string {
	parts := strings.SplitN(line, ":", 2)
	return strings.TrimSpace(parts[1])
}

func canonical(name string) string {
	words := strings.Split(strings.ToLower(strings.TrimSpace(name)), "-")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "-")
}

func main() {
	mail, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	headers, body := parseHeaders(string(mail))
	for _, h := range headers {
		fmt.Printf("%s = %s\n", h.name, h.value)
	}
	fmt.Println("body:", len(body), "bytes")
}
