; Go's tests, what they assert (by testing.T, testify, or a helper that is given the T), and skips.
((function_declaration name: (identifier) @name) @test
  (#match? @name "^(Test|Fuzz|Example)"))

((call_expression function: (selector_expression operand: (identifier) @_of field: (field_identifier) @_what)) @assertion
  (#match? @_of "^(t|tb|c|s)$")
  (#match? @_what "^(Error|Errorf|Fatal|Fatalf|Fail|FailNow|Assert|Check|Equal)$"))
((call_expression function: (selector_expression operand: (identifier) @_of)) @assertion
  (#any-of? @_of "assert" "require" "is" "qt" "must"))
((call_expression function: (_) @_what arguments: (argument_list . (identifier) @_of)) @assertion
  (#any-of? @_of "t" "tb")
  (#not-match? @_what "^(assert|require|is|qt|must)\\."))

((call_expression function: (selector_expression operand: (identifier) @_of field: (field_identifier) @_what)) @skip
  (#match? @_of "^(t|tb|b|f)$")
  (#any-of? @_what "Skip" "Skipf" "SkipNow"))
