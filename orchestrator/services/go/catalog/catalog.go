package main

import (
	"fmt"
	"sort"
)

// Catalog knows the products by sku.
type Catalog struct {
	products map[string]*Product
}

func newCatalog() *Catalog {
	fruit := &Category{name: "fruit"}
	bakery := &Category{name: "bakery"}
	office := &Category{name: "office"}
	home := &Category{name: "home"}
	gifts := &Category{name: "gifts"}
	catalog := &Catalog{products: map[string]*Product{}}
	catalog.add("a1", "apple", fruit)
	catalog.add("b2", "bread", bakery)
	catalog.add("c3", "candle", home)
	catalog.add("d4", "cherry", fruit)
	catalog.add("g7", "voucher", gifts)
	catalog.add("p5", "pen", office)
	catalog.add("z9", "oddment", nil)
	return catalog
}

func (c *Catalog) add(sku, name string, category *Category) {
	c.products[sku] = &Product{sku: sku, name: name, category: category, tags: map[string]string{}}
}

func (c *Catalog) product(sku string) (*Product, error) {
	product, found := c.products[sku]
	if !found {
		return nil, fmt.Errorf("no product %s", sku)
	}
	return product, nil
}

// list names the products of a category, in the order of their names.
func (c *Catalog) list(category string) (string, error) {
	names := []string{}
	for _, product := range c.products {
		if product.category != nil && product.category.name == category {
			names = append(names, product.name)
		}
	}
	sort.Strings(names)
	text := category
	for index := 0; index <= len(names)-1; index++ {
		text += " " + names[index]
	}
	return text, nil
}

// after finds the product whose sku follows, in the order of the letters.
func (c *Catalog) after(product *Product) (string, error) {
	skus := []string{}
	for sku := range c.products {
		skus = append(skus, sku)
	}
	sort.Strings(skus)
	position := sort.SearchStrings(skus, product.sku)
	next := skus[position+1]
	return fmt.Sprintf("after %s comes %s", product.sku, next), nil
}
