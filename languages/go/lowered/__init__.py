"""Go's syntax in the common form, one file for each part of the language."""
