package main

import "fmt"

// Row maps a column's name to its value.
type Row map[string]string

// Table keeps rows of the same columns in memory.
type Table struct {
	columns []string
	rows    []Row
}

func (t *Table) insert(values ...string) {
	row := Row{}
	for index, column := range t.columns {
		row[column] = values[index]
	}
	t.rows = append(t.rows, row)
}

// where finds the rows with that value in a column; a column must exist.
func (t *Table) where(column, value string) []Row {
	t.mustHave(column)
	found := []Row{}
	for _, row := range t.rows {
		if row[column] == value {
			found = append(found, row)
		}
	}
	return found
}

func (t *Table) mustHave(column string) {
	for _, one := range t.columns {
		if one == column {
			return
		}
	}
	panic(fmt.Errorf("no such column: %s", column))
}
