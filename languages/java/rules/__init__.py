"""What tree-sitter-java lets through and javac's parser forbids, by concern."""
