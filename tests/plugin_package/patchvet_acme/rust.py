"""Rust, brought by a plugin: measured by its authors, so that a syntax error rejects."""

from patchvet import Language

LANGUAGE = Language(name="rust", title="Rust", suffixes=(".rs",), grammar="rust", measured=True)
