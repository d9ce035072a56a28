; What may be a test, and what may assert something or turn tests off: testing.py reads their text.
(function_definition name: (identifier) @name) @test
(assert_statement) @call
(call function: [(identifier) (attribute attribute: (identifier) @what)]) @call
(decorator) @call
(module (assignment left: (identifier)) @call)
