; What a Python file defines. Functions in a class are told as methods by languages/symbols.py.
(function_definition name: (identifier) @name) @definition.function
(class_definition name: (identifier) @name) @definition.class

(module (assignment left: (identifier) @name) @definition.constant)
(class_definition body: (block (assignment left: (identifier) @name) @definition.field))
(module (type_alias_statement left: (type (identifier) @name)) @definition.type)
