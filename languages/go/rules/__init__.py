"""What tree-sitter-go lets through and Go's parser forbids, by concern."""
