; What a Python file defines. Functions in a class are told as methods by languages/symbols.py.
(function_definition name: (identifier) @name) @definition.function
(class_definition name: (identifier) @name) @definition.class

; The language pack's build has the assignment bare, the dedicated wheel in an expression_statement.
(module (assignment left: (identifier) @name) @definition.constant)
(module (expression_statement (assignment left: (identifier) @name) @definition.constant))
(class_definition body: (block (assignment left: (identifier) @name) @definition.field))
(class_definition body: (block (expression_statement
  (assignment left: (identifier) @name) @definition.field)))
(module (type_alias_statement left: (type (identifier) @name)) @definition.type)
