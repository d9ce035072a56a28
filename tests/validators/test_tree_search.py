"""The search of what a patch does not touch is bounded, goes from near to far, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import patchvet
from patchvet.patches.folders import files_in, walk
from patchvet.validators.tree_search import search

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "shop/cart.py": b"def total(): ...\n",
    "shop/bill.py": b"total()\n",
    "shop/old/bill.py": b"total()\n",
    "app.py": b"total() + subtotal()\n",
    "notes.txt": b"total\n",
}
TREE = patchvet.InMemoryTree(FILES)


def found(**folders: set[str]) -> dict[str, list[str]]:
    return dict(search(TREE, folders, (), (".py",), {"shop/cart.py"}, 10.0).files)


def test_a_folder_alone_is_searched() -> None:
    """Not the folders below it, not other suffixes, not what the patch touches itself."""
    assert found(shop={"total"}) == {"total": ["shop/bill.py"]}


def test_only_whole_words_count() -> None:
    """`subtotal` is no use of `total`."""
    only = {"app.py": b"subtotal()\ntotal_of()\n"}
    tree = patchvet.InMemoryTree(only)
    assert not search(tree, {}, ("total",), (".py",), (), 10.0).files


def test_the_folders_go_before_the_rest_of_the_tree() -> None:
    """What is near is most likely to use a definition."""
    searched = search(TREE, {"shop": {"total"}}, ("total",), (".py",), {"shop/cart.py"}, 10.0)
    assert searched.files["total"] == ["shop/bill.py", "app.py", "shop/old/bill.py"]
    assert str(searched) == "3 of 3 files searched"


def test_time_is_bounded_and_what_was_left_is_told() -> None:
    """With no time at all not one file is read."""
    searched = search(TREE, {"shop": {"total"}}, ("total",), (".py",), (), -1.0)
    assert not searched.files
    assert str(searched) == "0 of 4 files searched"


PATCH = b"""\
--- a/shop/cart.py
+++ b/shop/cart.py
@@ -1,2 +1 @@
-def total(): ...
 LIMIT = 1
"""
USED = {
    "shop/cart.py": b"def total(): ...\nLIMIT = 1\n",
    "cmd/main.py": b"from shop.cart import total\n",
}


def codes(scope: str, files: dict[str, bytes] = USED, patch: bytes = PATCH) -> list[str]:
    report = patchvet.check(patch, files, options=patchvet.Options(scope=scope, oracles="none"))
    return [finding.code for finding in report.findings if finding.code == "PV320"]


def test_the_scope_decides_how_far_uses_are_looked_for() -> None:
    """By default a public name is looked for in all of the tree; `patch` keeps to the folders."""
    assert codes("auto") == ["PV320"]
    assert codes("tree") == ["PV320"]
    assert codes("patch") == []


def test_a_private_name_is_looked_for_everywhere_only_if_asked() -> None:
    """`_total` is nobody else's by convention."""
    files = {path: data.replace(b"total", b"_total") for path, data in USED.items()}
    patch = PATCH.replace(b"total", b"_total")
    assert codes("auto", files, patch) == []
    assert codes("tree", files, patch) == ["PV320"]


def test_a_search_without_time_finds_only_what_the_patch_holds() -> None:
    """The limit is the options'."""
    limits = patchvet.Limits(search_seconds=-1.0)
    report = patchvet.check(PATCH, USED, options=patchvet.Options(limits=limits, oracles="none"))
    assert "PV320" not in [finding.code for finding in report.findings]


def test_folders_are_listed_alike_by_every_kind_of_tree(tmp_path: Path) -> None:
    """One on disk, one in memory, and one with changes laid over it."""
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    on_disk = patchvet.WorkTree(tmp_path)
    for tree in (on_disk, TREE):
        assert files_in(tree, "shop") == ["shop/bill.py", "shop/cart.py"]
        assert files_in(tree, "") == ["app.py", "notes.txt"]
        assert files_in(tree, "nowhere") == []
        assert sorted(walk(tree)) == sorted(FILES)
    added = b"--- /dev/null\n+++ b/shop/tax.py\n@@ -0,0 +1 @@\n+x = 1\n"
    after = patchvet.apply_patch(patchvet.parse_patch(added), on_disk).result
    assert files_in(after, "shop") == ["shop/bill.py", "shop/cart.py", "shop/tax.py"]
    assert sorted(walk(after)) == sorted([*FILES, "shop/tax.py"])
