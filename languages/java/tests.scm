; JUnit's and TestNG's tests, what they assert, and what turns them off.
((method_declaration
  (modifiers [(marker_annotation name: (_) @_what) (annotation name: (_) @_what)])
  name: (identifier) @name) @test
  (#match? @_what "(^|\\.)(\\w*Test|TestFactory|TestTemplate)$"))
((method_declaration . (modifiers) name: (identifier) @name) @test
  (#match? @name "^test[A-Z0-9_]"))

((method_invocation name: (identifier) @_what) @assertion
  (#match? @_what "^(assert|fail|verify|expect|check|should|then|isEqualTo$|hasSize$|contains)"))
(assert_statement) @assertion
; `@Test(expected = X.class)` asserts that it throws.
((annotation name: (_) @_what arguments: (_) @_how) @assertion
  (#match? @_what "Test$")
  (#match? @_how "expected"))

(modifiers [(marker_annotation name: (_) @_what) (annotation name: (_) @_what)] @skip
  (#match? @_what "(^|\\.)(Disabled|Ignore)$"))
((annotation name: (_) @_what arguments: (_) @_how) @skip
  (#match? @_what "Test$")
  (#match? @_how "enabled\\s*=\\s*false"))
