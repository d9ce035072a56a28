"""Python's syntax as records of the common form; `lowering.py` beside it puts it together."""
