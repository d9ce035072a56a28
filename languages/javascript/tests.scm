; What may be a test: testing.py reads its first bytes.
(call_expression arguments: (arguments . [(string) (template_string)] @name)) @test
