"""A package of somebody else's, as the tests install it: a language and a check of their own."""
