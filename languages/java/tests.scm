; What may be a test: testing.py reads its first bytes.
(method_declaration name: (identifier) @name) @test
