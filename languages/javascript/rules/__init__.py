"""Syntax rules of JavaScript, one file a concern; `syntax_rules.py` beside this gathers them."""
