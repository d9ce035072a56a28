; Tests of mocha, jest, vitest, node:test, jasmine; what they assert, and what turns them off.
((call_expression
  function: (_) @_what
  arguments: (arguments . [(string) (template_string)] @name)) @test
  (#match? @_what "^[xf]?(it|test|specify)(\\.(skip|only|failing|todo|concurrent|each|fails|serial))*($|\\(|`)"))

((call_expression function: (_) @_what) @assertion
  (#match? @_what "^(assert|expect|should)\\b|\\.(should|expect|assert)\\b|^(t|ctx|tc)\\.(is|not|deepEqual|equal|same|throws|true|false|truthy|falsy|ok|assert)\\b"))

; A todo names a test that is still to be written: nothing is turned off.
((call_expression function: (_) @_what arguments: (arguments . [(string) (template_string)])) @skip
  (#match? @_what "^(x(it|test|specify|describe|context)|(it|test|specify|describe|context|suite)\\.skip)($|\\(|\\.)"))
((call_expression function: (_) @_what arguments: (arguments)) @skip
  (#match? @_what "^(this|t|ctx)\\.skip$"))

((call_expression function: (_) @_what arguments: (arguments . [(string) (template_string)])) @only
  (#match? @_what "^(f(it|describe)|(it|test|specify|describe|context|suite)\\.only)($|\\(|\\.)"))
