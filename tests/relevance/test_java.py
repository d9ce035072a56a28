"""What patches do to Java's errors: each cure beside one that only looks like it."""

from __future__ import annotations

import pytest
from tiny import verdict


def trace(message: str, method: str) -> str:
    return f'Exception in thread "main" {message}\n\tat {method}(Shop.java:LINE)\n'


STOCK = """import java.util.*;

class Shop {
    private final Map<String, Item> items = new HashMap<>();

    int price(String sku, String customer) {
        return items.get(sku).price(); // here
    }
}
"""
TAGS = """import java.util.*;

class Shop {
    int pages(Map<String, Object> tags) {
        return (Integer) tags.get("pages"); // here
    }
}
"""
READER = """import java.util.*;

class Shop {
    int next(Scanner in) {
        return in.nextInt(); // here
    }
}
"""
CODE = """class Shop {
    String prefix(String code, String name) {
        return code.substring(0, 3); // here
    }
}
"""
LIST = """import java.util.*;

class Shop {
    void fill(String song) {
        List<String> songs = List.of("one");
        songs.add(song); // here
    }
}
"""
PARCEL = """import java.util.*;

class Shop {
    private final String town;
    private List<String> marks;

    Shop(String town, int grams) {
        this.town = town;
        this.marks = new ArrayList<>();
    }

    Shop(String town) {
        this.town = town;
    }

    void mark(String text) {
        marks.add(text); // here
    }
}
"""
NULL = (
    'java.lang.NullPointerException: Cannot invoke "Item.price()" because the return value of '
    '"java.util.Map.get(Object)" is null'
)
CAST = (
    "java.lang.ClassCastException: class java.lang.String cannot be cast to class "
    "java.lang.Integer (java.lang.String and java.lang.Integer are in module java.base)"
)
MISMATCH = "java.util.InputMismatchException"
PART = "java.lang.StringIndexOutOfBoundsException: begin 0, end 3, length 2"
FIXED = "java.lang.UnsupportedOperationException"
MARKS = (
    'java.lang.NullPointerException: Cannot invoke "java.util.List.add(Object)" because '
    '"this.marks" is null'
)


def guard(test: str) -> str:
    return f'        if ({test}) {{\n            throw new Refused("no");\n        }}\n'


CASES = {
    "is there": (
        STOCK,
        NULL,
        "Shop.price",
        "        return",
        guard("!items.containsKey(sku)") + "        return",
        {"addresses"},
    ),
    "another is there": (
        STOCK,
        NULL,
        "Shop.price",
        "        return",
        guard("!items.containsKey(customer)") + "        return",
        {"unrelated"},
    ),
    "is an Integer": (
        TAGS,
        CAST,
        "Shop.pages",
        "        return",
        guard('!(tags.get("pages") instanceof Integer)') + "        return",
        {"addresses"},
    ),
    "is not null": (
        TAGS,
        CAST,
        "Shop.pages",
        "        return",
        guard('tags.get("pages") == null') + "        return",
        {"unrelated"},
    ),
    "is a number": (
        READER,
        MISMATCH,
        "Shop.next",
        "        return",
        guard("!in.hasNextInt()") + "        return",
        {"addresses"},
    ),
    "is anything": (
        READER,
        MISMATCH,
        "Shop.next",
        "        return",
        guard("!in.hasNext()") + "        return",
        {"unrelated", "cannot-tell"},
    ),
    "is long enough": (
        CODE,
        PART,
        "Shop.prefix",
        "        return",
        guard("code.length() < 3") + "        return",
        {"addresses"},
    ),
    "another is long enough": (
        CODE,
        PART,
        "Shop.prefix",
        "        return",
        guard("name.length() < 3") + "        return",
        {"unrelated"},
    ),
    "can grow": (
        LIST,
        FIXED,
        "Shop.fill",
        'List.of("one")',
        'new ArrayList<>(List.of("one"))',
        {"addresses"},
    ),
    "cannot grow either": (
        LIST,
        FIXED,
        "Shop.fill",
        'List.of("one")',
        'Arrays.asList("one")',
        {"unrelated", "cannot-tell"},
    ),
    "all constructors fill it": (
        PARCEL,
        MARKS,
        "Shop.mark",
        "    Shop(String town) {\n        this.town = town;\n",
        "    Shop(String town) {\n        this(town, 0);\n",
        {"addresses"},
    ),
    "the text is asked for": (
        PARCEL,
        MARKS,
        "Shop.mark",
        "        marks.add",
        guard("text == null") + "        marks.add",
        {"unrelated", "cannot-tell"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_verdict(case: tuple[str, str, str, str, str, set[str]]) -> None:
    """A cure is told from what has its words."""
    before, message, method, old, new, wanted = case
    assert old in before
    after = before.replace(old, new)
    assert verdict("Shop.java", before, after, trace(message, method)) in wanted
