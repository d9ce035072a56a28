; What may assert something or turn tests off: testing.py reads its first bytes.
(call_expression) @call
