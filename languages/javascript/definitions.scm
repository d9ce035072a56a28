; What a JavaScript file defines.
(function_declaration name: (identifier) @name) @definition.function
(generator_function_declaration name: (identifier) @name) @definition.function
(class_declaration name: (identifier) @name) @definition.class
(class_body (method_definition name: (_) @name) @definition.method)
(class_body (field_definition property: (_) @name) @definition.field)

; const total = (items) => …, exports.total = function …, Cart.prototype.total = …
(variable_declarator
  name: (identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)]) @definition.function
(variable_declarator name: (identifier) @name value: (class)) @definition.class
(program (expression_statement (assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: [(arrow_function) (function_expression) (generator_function)]) @definition.function))

; Methods of an object that is itself a definition: module.exports = { total() {…}, sum: () => … }
(object (method_definition name: (_) @name) @definition.method)
(object (pair
  key: (property_identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)]) @definition.method)

(program (lexical_declaration (variable_declarator
  name: (identifier) @name
  value: [(number) (string) (template_string) (array) (object) (true) (false) (null) (regex)
          (new_expression) (call_expression)]) @definition.constant))
