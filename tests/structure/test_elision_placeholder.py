"""The many ways to say that code was left out, and the comments that only sound like it."""

from __future__ import annotations

import pytest
from casefiles import file_diff

import patchvet

LEFT_OUT = """\
# ... rest of the code unchanged ...
# existing code
# ...existing code...
# Rest of the file remains the same
# (rest of the function unchanged)
# [rest of the implementation]
# ... rest of parser
# ... (unchanged)
# Lines 10-50 remain unchanged
# Previous imports remain the same
# ... keep existing code
# Keep the rest of the code as is
# Other methods remain unchanged
# The remaining code stays as is
# code omitted for brevity
# ... same as before ...
# ... remaining handlers
# ... other table columns
# your existing code here
# Rest of your code here...
# no changes to the rest of the file
# Everything else stays the same
# --- rest of the code unchanged ---
# ... load(), save() and their helpers remain unchanged ...
# Price and tax code remains the same
# (rest of module unchanged: readers, writers)
pass  # rest of implementation
... rest of code ...
(rest of methods ...)
"""
MEANT = """\
...
# ...
# other methods
# same as above
# same as before
# unchanged
# no change
# the rest of the arguments are passed on
# rest of the line is a comment
# existing users keep their settings
# keep existing data if the new one is empty
# the error code remains unchanged
# the remaining elements are sorted
# the code is the same as in total()
# more tests are in another file
# ... and then it is sold
# ... or something else
# loading...
# original value
print("... rest of the code unchanged ...")
x = ["existing code", ...]
"""


def codes(line: str) -> list[str]:
    before = b"a = 1\n"
    after = before + line.encode() + b"\n"
    report = patchvet.check(file_diff("a.py", before, after), {"a.py": before})
    return [one.code for one in report.findings if one.code == "PV305"]


@pytest.mark.parametrize("line", LEFT_OUT.splitlines())
def test_a_line_that_stands_for_code_is_found(line: str) -> None:
    assert codes(line) == ["PV305"]


@pytest.mark.parametrize("line", MEANT.splitlines())
def test_a_comment_that_means_what_it_says_is_not(line: str) -> None:
    assert codes(line) == []
