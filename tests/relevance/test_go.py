"""What patches do to Go's errors: each cure beside one that only looks like it."""

from __future__ import annotations

import pytest
from tiny import verdict

HEAD = 'package main\n\nimport (\n\t"fmt"\n\t"strings"\n\t"sync"\n)\n\n'
FRAME = "\n\ngoroutine 1 [running]:\nmain.{function}(0x0)\n\t/srv/app/main.go:LINE +0x1d\n"


def trace(message: str, function: str) -> str:
    return message + FRAME.format(function=function)


LAMPS = """type device interface{ label() string }
type lamp struct{ watt int }

func power(all []device) (watt int) {
	for _, d := range all {
		l := d.(*lamp) // here
		watt += l.watt
	}
	return watt
}
"""
SHARE = """func share(cents, guests, away int) (int, error) {
	heads := guests - away
	return cents / heads, nil // here
}
"""
PAIRS = """func value(line string) (string, error) {
	parts := strings.SplitN(line, "=", 2)
	return parts[1], nil // here
}
"""
HITS = """type tally struct {
	mu   sync.Mutex
	hits map[string]int
}

func (t *tally) add(page string) {
	t.hits[page]++ // here
}
"""
MEMBER = """type member struct {
	once  sync.Once
	inbox chan string
}

func (m *member) hangUp() {
	close(m.inbox) // here
}
"""
OFFERS = """func offers(names []string) []string {
	answers := make(chan string)
	for _, name := range names {
		answers <- name // here
	}
	var found []string
	for range names {
		found = append(found, <-answers)
	}
	return found
}
"""
SHELF = """type shelf struct {
	name   string
	counts map[string]int
	tags   map[string]int
}

func open(name string) *shelf {
	return &shelf{name: name}
}

func (s *shelf) record(sku string) {
	s.counts[sku] = 1 // here
}
"""
ASSERT = "panic: interface conversion: main.device is *main.blind, not *main.lamp"
ZERO = "panic: runtime error: integer divide by zero"
INDEX = "panic: runtime error: index out of range [1] with length 1"
MAP = "fatal error: concurrent map writes"
CLOSED = "panic: close of closed channel"
ASLEEP = "fatal error: all goroutines are asleep - deadlock!"
NIL_MAP = "panic: assignment to entry in nil map"

CASES = {
    "asked for": (
        LAMPS,
        ASSERT,
        "power",
        "l := d.(*lamp) // here",
        "l, ok := d.(*lamp)\n\t\tif !ok {\n\t\t\tcontinue\n\t\t}",
        {"addresses"},
    ),
    "not asked for": (
        LAMPS,
        ASSERT,
        "power",
        "l := d.(*lamp) // here",
        "l, _ := d.(*lamp)",
        {"masks"},
    ),
    "nil is another question": (
        LAMPS,
        ASSERT,
        "power",
        "\t\tl := d",
        "\t\tif d == nil {\n\t\t\tcontinue\n\t\t}\n\t\tl := d",
        {"unrelated"},
    ),
    "a difference that is none": (
        SHARE,
        ZERO,
        "share",
        "\treturn cents",
        '\tif guests == away {\n\t\treturn 0, fmt.Errorf("all are away")\n\t}\n\treturn cents',
        {"addresses"},
    ),
    "another number": (
        SHARE,
        ZERO,
        "share",
        "\treturn cents",
        '\tif cents == 0 {\n\t\treturn 0, fmt.Errorf("nothing to pay")\n\t}\n\treturn cents',
        {"unrelated"},
    ),
    "no error with nothing": (
        SHARE,
        ZERO,
        "share",
        "\treturn cents",
        "\tif heads == 0 {\n\t\treturn 0, nil\n\t}\n\treturn cents",
        {"masks"},
    ),
    "what is split is there": (
        PAIRS,
        INDEX,
        "value",
        "\treturn parts",
        '\tif !strings.Contains(line, "=") {\n'
        '\t\treturn "", fmt.Errorf("no value: %s", line)\n\t}\n\treturn parts',
        {"addresses"},
    ),
    "another separator is there": (
        PAIRS,
        INDEX,
        "value",
        "\treturn parts",
        '\tif !strings.Contains(line, ":") {\n'
        '\t\treturn "", fmt.Errorf("no value: %s", line)\n\t}\n\treturn parts',
        {"unrelated", "cannot-tell"},
    ),
    "a lock that others wait for": (
        HITS,
        MAP,
        "(*tally).add",
        "\tt.hits[page]++",
        "\tt.mu.Lock()\n\tdefer t.mu.Unlock()\n\tt.hits[page]++",
        {"addresses"},
    ),
    "a lock of its own": (
        HITS,
        MAP,
        "(*tally).add",
        "\tt.hits[page]++",
        "\tvar mu sync.Mutex\n\tmu.Lock()\n\tdefer mu.Unlock()\n\tt.hits[page]++",
        {"unrelated"},
    ),
    "a lock for reading": (
        HITS.replace("sync.Mutex", "sync.RWMutex"),
        MAP,
        "(*tally).add",
        "\tt.hits[page]++",
        "\tt.mu.RLock()\n\tdefer t.mu.RUnlock()\n\tt.hits[page]++",
        {"unrelated"},
    ),
    "once": (
        MEMBER,
        CLOSED,
        "(*member).hangUp",
        "\tclose(m.inbox)",
        "\tm.once.Do(func() { close(m.inbox) })",
        {"addresses"},
    ),
    "a closed channel is not nil": (
        MEMBER,
        CLOSED,
        "(*member).hangUp",
        "\tclose(m.inbox) // here\n",
        "\tif m.inbox != nil {\n\t\tclose(m.inbox) // here\n\t}\n",
        {"unrelated"},
    ),
    "room for all": (
        OFFERS,
        ASLEEP,
        "offers",
        "make(chan string)",
        "make(chan string, len(names))",
        {"addresses"},
    ),
    "room for one": (
        OFFERS,
        ASLEEP,
        "offers",
        "make(chan string)",
        "make(chan string, 1)",
        {"unrelated"},
    ),
    "filled": (
        SHELF,
        NIL_MAP,
        "(*shelf).record",
        "name: name}",
        "name: name, counts: map[string]int{}}",
        {"addresses"},
    ),
    "another is filled": (
        SHELF,
        NIL_MAP,
        "(*shelf).record",
        "name: name}",
        "name: name, tags: map[string]int{}}",
        {"unrelated", "cannot-tell"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_verdict(case: tuple[str, str, str, str, str, set[str]]) -> None:
    """A cure is told from what has its words."""
    body, message, function, old, new, wanted = case
    before = HEAD + body
    assert old in before
    after = before.replace(old, new)
    assert verdict("main.go", before, after, trace(message, function)) in wanted
