; What may be a test, and what may assert something or turn tests off: testing.py reads their text.
(method_declaration name: (identifier) @name) @test
(method_invocation name: (identifier) @what) @call
(assert_statement) @call
(marker_annotation) @call
(annotation) @call
