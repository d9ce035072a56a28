; What may be a test, and what may assert something or turn tests off: testing.py reads their text.
(function_declaration name: (identifier) @name) @test
(call_expression) @call
