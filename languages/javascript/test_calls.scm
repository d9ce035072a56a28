; What may assert something or turn tests off: testing.py reads its first bytes.
(call_expression function: [(identifier) (member_expression property: (property_identifier) @what)]) @call
(call_expression function: (call_expression)) @call
