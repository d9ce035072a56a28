; What may be a test: testing.py reads its first bytes.
(function_definition name: (identifier) @name) @test
