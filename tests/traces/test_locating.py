"""A place in a trace is found in the tree by the longest end; what is ambiguous is said to be."""

from __future__ import annotations

import pytest

from patchvet import Frame, InMemoryTree, Located, locate

TREE = InMemoryTree(
    dict.fromkeys(
        (
            "app/stock.py",
            "lib/app/stock.py",
            "lib/till.py",
            "web/till.py",
            "shop/__init__.py",
            "src/main/java/shop/Stock.java",
            "src/test/java/shop/old/Stock.java",
            "src/index.js",
        ),
        b"",
    )
)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("/srv/app/stock.py", "app/stock.py"),
        ("app/stock.py", "app/stock.py"),
        ("/srv/lib/app/stock.py", "lib/app/stock.py"),
        ("./lib/till.py", "lib/till.py"),
        (r"C:\shop\web\till.py", "web/till.py"),
        ("webpack:///./src/index.js?7", "src/index.js"),
        ("/opt/shop/__init__.py", "shop/__init__.py"),
        ("shop.Stock", "src/main/java/shop/Stock.java"),
        ("shop.Stock$Shelf", "src/main/java/shop/Stock.java"),
        ("shop.old.Stock", "src/test/java/shop/old/Stock.java"),
        (Frame(path="Stock.java", module="shop.Shelf"), "src/main/java/shop/Stock.java"),
        (Frame(path="/srv/web/till.py"), "web/till.py"),
    ],
    ids=str,
)
def test_the_longest_end_decides(place: Frame | str, path: str) -> None:
    found = locate(place, TREE)
    assert (found.path, found.candidates) == (path, (path,))


def test_what_fits_twice_is_not_guessed() -> None:
    """Both are told, and how much of them fits."""
    assert locate("/srv/till.py", TREE) == Located(None, ("lib/till.py", "web/till.py"), 1)


def test_a_name_that_every_folder_has_is_no_evidence() -> None:
    assert locate("/opt/other/__init__.py", TREE) == Located(None, ("shop/__init__.py",), 1)


@pytest.mark.parametrize("place", ["", "/", "/srv/nothing.py", "<string>", "java.util.List", "$"])
def test_what_is_not_in_the_tree_is_not_found(place: str) -> None:
    assert locate(place, TREE) == Located(None)
