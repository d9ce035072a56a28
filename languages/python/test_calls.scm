; What may assert something or turn tests off: testing.py reads its first bytes.
(assert_statement) @call
(call function: [(identifier) (attribute attribute: (identifier) @what)]) @call
(decorator) @call
(module (assignment left: (identifier)) @call)
