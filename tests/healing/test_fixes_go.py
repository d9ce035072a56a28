"""Candidates for failing Go programs: what they change, and where there must be none.

The traces are Go's: those of the services were captured, the others are written as it prints them.
That a cure cures is shown by running the service's own trigger and checks on it.
"""

from __future__ import annotations

import shutil
import subprocess

import mending
import pytest
from mending import Mended
from toolchains import needs

from patchvet.orchestrator.service import built_in_service
from patchvet.orchestrator.testing import CopyTester


def trace(message: str, *frames: str) -> str:
    """A panic of goroutine 1 with frames like `main.price 7`, the innermost first."""
    rows = [message, "", "goroutine 1 [running]:"]
    for frame in frames:
        name, line = frame.split()
        rows += [f"{name}(0xc000012345)", f"\t/srv/app/app.go:{line} +0x48"]
    return "\n".join([*rows, "exit status 2", ""])


HEAD = 'package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\n'  # 8 is the first line behind it
MENDED = {
    "a look-up goes up with its guard": Mended(
        HEAD
        + """func (l *Ledger) move(from, to string, cents int) (string, error) {
	source := l.accounts[from]
	source.cents -= cents
	target := l.accounts[to]
	target.cents += cents
	return "moved", nil
}
""",
        trace(
            "panic: runtime error: invalid memory address or nil pointer dereference",
            "main.(*Ledger).move 12",
            "main.main 30",
        ),
        "guard-nil",
        (
            "+ target := l.accounts[to]",
            "+ if target == nil {",
            '+ return "", fmt.Errorf("no account %s", to)',
            "- target := l.accounts[to]",
        ),
    ),
    "a function without an error gets one, and its callers pass it on": Mended(
        HEAD
        + """type Product struct{ name string }

func parse(answer string) Product {
	words := strings.Fields(answer)
	return Product{name: words[1]}
}

func label(answer string) (string, error) {
	product := parse(answer)
	return product.name, nil
}

func both(answer string) (string, error) {
	return fmt.Sprint(parse(answer).name), nil
}
""",
        trace(
            "panic: runtime error: index out of range [1] with length 1",
            "main.parse 12",
            "main.label 16",
        ),
        "guard-index",
        (
            "+ func parse(answer string) (Product, error) {",
            "+ if len(words) < 2 {",
            '+ return Product{}, fmt.Errorf("incomplete answer %s", answer)',
            "+ return Product{name: words[1]}, nil",
            "+ product, err := parse(answer)",
            '+ return "", err',
            "+ value, err := parse(answer)",
            "+ return fmt.Sprint(value.name), nil",
        ),
    ),
    "a bound that lets the size itself through": Mended(
        HEAD
        + """func (w *window) push(value int) {
	w.slots[w.next] = value
	w.next++
	if w.next > len(w.slots) {
		w.next = 0
	}
}
""",
        trace(
            "panic: runtime error: index out of range [3] with length 3", "main.(*window).push 9"
        ),
        "bound-corrected",
        ("+ if w.next >= len(w.slots) {",),
    ),
    "an error that was thrown away": Mended(
        'package main\n\nimport "os"\n\n'
        + """func first(path string) (byte, error) {
	data, _ := os.ReadFile(path)
	return data[0], nil
}
""",
        trace("panic: runtime error: index out of range [0] with length 0", "main.first 7"),
        "error-checked",
        (
            '+ import "fmt"',
            "+ data, err := os.ReadFile(path)",
            "+ if err != nil {",
            '+ return 0, fmt.Errorf("ReadFile: %w", err)',
        ),
    ),
    "a map in a struct that is made elsewhere": Mended(
        HEAD
        + """type Aisle struct {
	name   string
	counts map[string]int
}

func open(name string) *Aisle {
	return &Aisle{name: name}
}

func (a *Aisle) record(sku string) {
	a.counts[sku]++
}
""",
        trace("panic: assignment to entry in nil map", "main.(*Aisle).record 18"),
        "map-made",
        (
            "- return &Aisle{name: name}",
            "+ return &Aisle{name: name, counts: map[string]int{}}",
        ),
    ),
    "several goroutines write a map": Mended(
        HEAD
        + """type Tally struct {
	hits map[string]int
}

func (t *Tally) add(page string) {
	t.hits[page]++
}
""",
        trace("fatal error: concurrent map writes", "main.(*Tally).add 13"),
        "mutex-held",
        ('+ "sync"', "+ lock sync.Mutex", "+ t.lock.Lock()", "+ defer t.lock.Unlock()"),
    ),
    "a closure returns what the closure returns": Mended(
        HEAD
        + """func all(parts []string) func() (int, error) {
	return func() (int, error) {
		share := 100 / len(parts)
		return share, nil
	}
}
""",
        trace("panic: runtime error: integer divide by zero", "main.all.func1 10"),
        "guard-zero",
        ("+ if len(parts) == 0 {", '+ return 0, fmt.Errorf("there are no parts")'),
    ),
    "no way to return an error, and a caller that can't pass one on": Mended(
        HEAD
        + """func first(words []string) string {
	return words[0]
}

func show(words []string) {
	fmt.Println(strings.ToUpper(first(words)))
}
""",
        trace(
            "panic: runtime error: index out of range [0] with length 0",
            "main.first 9",
            "main.show 13",
        ),
    ),
    "a panic that tells of a slip in the code": Mended(
        HEAD
        + """func turn(state string) (string, error) {
	if state == "" {
		panic("turnstile: no state")
	}
	return state, nil
}
""",
        trace("panic: turnstile: no state", "main.turn 10"),
    ),
    "a file that does not parse": Mended(
        "package main\n\nfunc broken( {\n\tx[0] = 1\n",
        trace("panic: runtime error: index out of range [0] with length 0", "main.broken 4"),
    ),
}


@pytest.mark.parametrize("story", MENDED.values(), ids=list(MENDED))
def test_the_first_candidate_changes_what_is_evident(story: Mended) -> None:
    """By name and by its essential lines; none where nothing is evident."""
    mending.check("go", "app.go", story)


@pytest.fixture(scope="module")
def tester() -> CopyTester:
    return CopyTester()


@pytest.mark.parametrize(
    ("service", "fault"),
    [pytest.param(s, f, id=f"{s.name}-{f.name}") for s, f in mending.faults("go")],
)
def test_the_first_candidate_cures(service, fault, tester) -> None:  # type: ignore[no-untyped-def]
    """Each built-in fault: its trigger is answered, its checks hold, in what is executed."""
    found = mending.candidates("go", service.files, mending.captured(service, fault))
    result = tester.test(service, mending.patched(service.files, found[0]), [fault])
    assert result.passed, result.probes


@needs("gofmt")
def test_what_comes_out_is_formatted(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """gofmt changes nothing in the files that the candidates make."""
    for number, (service, fault) in enumerate(mending.faults("go")):
        for at, one in enumerate(
            mending.candidates("go", service.files, mending.captured(service, fault))
        ):
            tree = mending.patched(service.files, one)
            for path in tree.paths():
                data = tree.read(path)
                if path.endswith(".go") and data != service.files[path]:
                    (tmp_path / f"{number}_{at}_{path}").write_bytes(data or b"")
    gofmt = shutil.which("gofmt")
    assert gofmt is not None
    listed = subprocess.run(
        [gofmt, "-l", str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert listed.stdout == ""


def test_a_refused_connection_is_tried_again() -> None:
    """In a function of its own, whose last failure is the caller's."""
    service = built_in_service("go", "gateway")
    trace_text = mending.captured(service, service.fault("catalog-gone"))
    found = mending.candidates("go", service.files, trace_text)
    assert found[0].name == "retry-with-backoff"
    assert b"callPatiently(service, line string) (string, error) {" in found[0].patch
    again = mending.patched(service.files, found[0])
    files = {path: again.read(path) or b"" for path in again.paths()}
    names = [one.name for one in mending.candidates("go", files, trace_text)]
    assert "retry-with-backoff" not in names
