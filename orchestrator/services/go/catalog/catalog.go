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
	kitchen := &Category{name: "kitchen"}
	clothes := &Category{name: "clothes"}
	office := &Category{name: "office"}
	light := &Category{name: "light"}
	catalog := &Catalog{products: map[string]*Product{}}
	catalog.add("MUG", "mug", kitchen)
	catalog.add("TEE", "tee", clothes)
	catalog.add("PEN", "pen", office)
	catalog.add("LAMP", "lamp", light)
	catalog.add("VASE", "vase", kitchen)
	catalog.add("FORK", "fork", nil)
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
