; What may assert something or turn tests off: testing.py reads its first bytes.
(method_invocation name: (identifier) @what) @call
(assert_statement) @call
(marker_annotation) @call
(annotation) @call
