package main

import (
	"fmt"
	"strings"
)

// Category groups products.
type Category struct {
	name string
}

// Product is one article.
type Product struct {
	sku      string
	name     string
	category *Category
	tags     map[string]string
}

// describe answers `<sku> <name> <category>`.
func (p *Product) describe() (string, error) {
	words := []string{p.sku, p.name, p.category.name}
	return strings.Join(words, " "), nil
}

// tag takes remarks of the form `key=value` and says how many there are now.
func (p *Product) tag(remarks []string) (string, error) {
	for _, remark := range remarks {
		parts := strings.Split(remark, "=")
		p.tags[parts[0]] = parts[1]
	}
	return fmt.Sprintf("tags %s %d", p.sku, len(p.tags)), nil
}
