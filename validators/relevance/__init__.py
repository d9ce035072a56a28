"""Does a patch address an error? Only `verdict.py` is loaded without one being given."""
