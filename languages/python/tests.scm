; pytest's and unittest's tests, what they assert, and what turns them off.
(function_definition name: (identifier) @name (#match? @name "^test")) @test

(assert_statement) @assertion
((call function: [(attribute attribute: (identifier) @_what) (identifier) @_what]) @assertion
  (#match? @_what "^_?(assert|check|expect|verify|fail$|raises$|warns$|deprecated_call$)"))

; Without a condition: `skipif` and `skipUnless` name one, and so may `xfail`.
((decorator (_) @_what) @skip
  (#match? @_what "^(pytest\\.)?mark\\.skip($|\\()|^(unittest\\.)?(skip\\(|expectedFailure$)"))
((decorator (_) @_what) @skip
  (#match? @_what "^(pytest\\.)?mark\\.xfail($|\\(\\)|\\(\\s*(reason|strict|raises)\\s*=)"))
((decorator (call
    function: (_) @_what
    arguments: (argument_list . [(true) (integer) (string)] @_constant))) @skip
  (#match? @_what "(skipif|skipIf|xfail)$")
  (#not-eq? @_constant "0"))
((call function: (_) @_what) @skip
  (#match? @_what "^(pytest\\.(skip|xfail)|self\\.skipTest)$"))
((assignment left: (identifier) @_what right: (_) @_mark) @skip
  (#eq? @_what "pytestmark")
  (#match? @_mark "mark\\.(skip|xfail)($|\\()"))
