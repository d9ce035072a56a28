; What may be a test: testing.py reads its first bytes.
(function_declaration name: (identifier) @name) @test
