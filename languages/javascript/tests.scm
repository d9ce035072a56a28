; What may be a test, and what may assert something or turn tests off: testing.py reads their text.
(call_expression arguments: (arguments . [(string) (template_string)] @name)) @test
(call_expression function: [(identifier) (member_expression property: (property_identifier) @what)]) @call
(call_expression function: (call_expression)) @call
