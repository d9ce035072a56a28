module catalog

go 1.21
