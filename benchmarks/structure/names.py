"""PV307 to PV310: names that lose what brings them in, and what Go and Java refuse to compile.

Forgotten imports come in two kinds, one after the other: an import goes whose name a line of code
uses (the patch adds that line, or it was there), and a line is added that uses a well-known module
or type which the file does not import. Everything is told from the text alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from structure import Corpus, Instance

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

CODES = ("PV307", "PV308", "PV309", "PV310")

# A line that imports one name, which group 1 is.
IMPORTS = {
    "python": re.compile(rb"^(?:import (\w+)|from [\w.]+ import (\w+))[ ]*\n", re.MULTILINE),
    "javascript": re.compile(
        rb"^(?:const|var|let) (\w+) = require\([^()\n]*\);?\n"
        rb"|^import (\w+) from ['\"][^'\"\n]*['\"];?\n"
        rb"|^const \{ (\w+) \} = require\([^()\n]*\);?\n",
        re.MULTILINE,
    ),
    "go": re.compile(rb'^\t"(?:[a-z0-9]+/)*([a-z]+)"\n', re.MULTILINE),
    "java": re.compile(rb"^import [a-z][\w.]*\.([A-Z]\w*);\n", re.MULTILINE),
}
# How a line of code uses the name `%b`, outside of comments and strings.
USES = {
    "python": rb"^[ ]+[^#'\"\n]*(?<![\w.'\"])%b[.(][^#'\"\n]*\n",
    "javascript": rb"^[ ]+[^/*'\"`\n]*(?<![\w.'\"$])%b[.(][^/*'\"`\n]*;\n",
    "go": rb"^\t[^/\"`\n]*(?<![\w.])%b\.[A-Z][^/\"`\n]*\n",
    "java": rb"^[ ]+[^/*\"\n]*(?<![\w.])%b[ .(<][^/*\"\n]*;\n",
}
# What else may bring the name in, anywhere in the file: then it is no instance.
REBINDS = {
    "python": rb"(?:import [^\n]*|^\s*(?:def|class) |[(,] ?\*{0,2}|for |as |^\s*)"
    rb"\b%b\b(?: ?[=,:)]|\n)",
    "javascript": rb"(?:const|let|var|function\*?|class|catch \(|[{,(]) ?\b%b\b ?[=,:)}({]"
    rb"|\b%b =|typeof",
    "go": rb"\b%b(?:, \w+)* :?= |[(,] ?%b [\w*\[.]|\b%b,|(?:var|const|type|func) %b\b",
    "java": rb"(?:class|interface|enum|record) %b\b|import (?:static )?[\w.]+\.\*;",
}
# A line to add behind a line like this, at its indentation.
STATEMENT = {
    "python": re.compile(rb"^( +)(?:self\.)?\w+ = [\w.]+(?:\([\w, ]*\))?\n(?= +\w)", re.MULTILINE),
    "javascript": re.compile(
        rb"^( +)(?:const|let|var) \w+ = [\w.]+(?:\([\w, ]*\))?;\n", re.MULTILINE
    ),
    "go": re.compile(rb"^(\t+)\w+ := [\w.]+(?:\([\w, ]*\))?\n", re.MULTILINE),
    "java": re.compile(rb"^( +)(?:final )?\w+ \w+ = [\w.]+(?:\([\w, ]*\))?;\n", re.MULTILINE),
}
# Well-known names, and what a line does with them.
WELL_KNOWN = {
    "python": {
        b"json": b"data = json.dumps({})",
        b"os": b"home = os.environ.get('HOME')",
        b"re": b"found = re.search('a+', 'baab')",
        b"sys": b"print('late', file=sys.stderr)",
        b"time": b"time.sleep(0.1)",
        b"logging": b"logging.warning('late')",
        b"Path": b"here = Path('.')",
        b"defaultdict": b"counts = defaultdict(int)",
        b"datetime": b"now = datetime.datetime.now()",
        b"itertools": b"rows = list(itertools.chain([1], [2]))",
    },
    "javascript": {
        b"fs": b"fs.readFileSync('a.txt');",
        b"path": b"path.join('a', 'b');",
        b"os": b"os.cpus();",
        b"util": b"util.inspect({});",
        b"http": b"http.get('http://localhost');",
        b"lodash": b"lodash.uniq([1, 1]);",
        b"EventEmitter": b"new EventEmitter();",
        b"spawn": b"spawn('ls', []);",
        b"React": b"React.createElement('a');",
        b"assert": b"assert(true);",
    },
    "go": {
        b"fmt": b'fmt.Println("late")',
        b"os": b'os.Getenv("HOME")',
        b"strings": b'strings.ToLower("A")',
        b"time": b"time.Sleep(time.Second)",
        b"json": b"json.Valid(nil)",
        b"errors": b'_ = errors.New("late")',
        b"sort": b"sort.Ints(nil)",
        b"strconv": b"strconv.Itoa(1)",
        b"log": b'log.Println("late")',
        b"http": b'http.Get("http://localhost")',
    },
    "java": {
        b"ArrayList": b"Object rows = new ArrayList<String>();",
        b"HashMap": b"Object counts = new HashMap<String, Integer>();",
        b"Collections": b"Collections.emptyList();",
        b"Arrays": b"Arrays.asList(1, 2);",
        b"Objects": b'Objects.requireNonNull("a");',
        b"StandardCharsets": b"Object utf8 = StandardCharsets.UTF_8;",
        b"Files": b"Object files = Files.class;",
        b"Pattern": b'Pattern.compile("a+");',
        b"TimeUnit": b"Object unit = TimeUnit.SECONDS;",
        b"BigDecimal": b"Object price = BigDecimal.ONE;",
    },
}


def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]:
    for path, data in corpus:
        kinds = [_removed_import, _added_use]
        if language == "go":
            kinds += [_unused_import, _unused_variable]
        if language == "java":
            kinds += [_renamed_type]
        for kind in kinds:
            made = kind(language, path, data, rng)
            if made is not None:
                yield made


def _removed_import(language: str, path: str, data: bytes, rng: random.Random) -> Instance | None:
    """An import is gone; in half of the cases the patch adds a use of it as well."""
    imports = list(IMPORTS[language].finditer(data))
    rng.shuffle(imports)
    for match in imports:
        name = next(group for group in match.groups() if group)
        rest = data[: match.start()] + data[match.end() :]
        if _brought_in(language, name, rest):
            continue
        uses = list(re.finditer(USES[language] % name, rest, re.MULTILINE))
        if not uses:
            continue
        before = data
        is_only_use = len(uses) == 1 and len(re.findall(rb"\b%b\b" % name, rest)) == 1
        if is_only_use and _is_whole(uses[0][0]) and rng.random() < 0.5:
            before = data.replace(uses[0][0], b"", 1)
        return Instance("PV307", language, path, before, rest)
    return None


def _is_whole(line: bytes) -> bool:
    """Whether a line is a statement of its own: brackets closed, no block opened."""
    pairs = (b"()", b"[]", b"{}")
    closed = all(line.count(pair[:1]) == line.count(pair[1:]) for pair in pairs)
    return closed and not line.rstrip().endswith((b":", b",", b"{", b"\\"))


def _brought_in(language: str, name: bytes, rest: bytes) -> bool:
    return re.search(REBINDS[language].replace(b"%b", name), rest, re.MULTILINE) is not None


def _added_use(language: str, path: str, data: bytes, rng: random.Random) -> Instance | None:
    """A line is added that uses something well-known, a word that the file does not have at all."""
    known = WELL_KNOWN[language]
    absent = [name for name in known if not re.search(rb"\b%b\b" % name, data)]
    places = [
        one for one in STATEMENT[language].finditer(data) if _is_code(language, data, one.start())
    ]
    if not absent or not places or _hides_names(language, data):
        return None
    place = rng.choice(places)
    line = place[1] + known[rng.choice(absent)] + b"\n"
    return Instance("PV307", language, path, data, data[: place.end()] + line + data[place.end() :])


def _hides_names(language: str, data: bytes) -> bool:
    """Whether names come from where the text does not show it; and a page's scripts, in JavaScript,
    which share theirs.
    """
    if language == "python":
        return re.search(rb"import \*|\bexec\b|globals\(\)|__builtin", data) is not None
    if language == "javascript":
        return (
            re.search(rb"require\(|^import |^export |module\.exports", data, re.MULTILINE) is None
        )
    return language == "java" and re.search(rb"^import [\w.]+\.\*;", data, re.MULTILINE) is not None


def _is_code(language: str, data: bytes, at: int) -> bool:
    """Whether no comment or string over several lines is open at `at`, as far as counting tells."""
    if language == "python":
        return data.count(b'"""', 0, at) % 2 == 0 and data.count(b"'''", 0, at) % 2 == 0
    closed = data.count(b"/*", 0, at) == data.count(b"*/", 0, at)
    return closed and data.count(b"`", 0, at) % 2 == 0


def _unused_import(language: str, path: str, data: bytes, rng: random.Random) -> Instance | None:
    """An import that nothing uses is added to a list of imports, or an only use is removed."""
    if rng.random() < 0.5:
        absent = [name for name in WELL_KNOWN["go"] if not re.search(rb"\b%b\b" % name, data)]
        paths = {b"json": b"encoding/json", b"http": b"net/http"}
        at = data.find(b"\nimport (\n")
        if not absent or at < 0:
            return None
        name = rng.choice(absent)
        line = b'\t"%b"\n' % paths.get(name, name)
        at += len(b"\nimport (\n")
        return Instance("PV308", language, path, data, data[:at] + line + data[at:])
    for match in IMPORTS["go"].finditer(data):
        uses = list(re.finditer(rb"\b%b\." % match[1], data))
        statement = re.compile(
            rb"^\t+\w*[^:=\n{}/\"`]*\b%b\.[^:=\n{}/\"`]*\n" % match[1], re.MULTILINE
        )
        only = statement.search(data)
        if len(uses) == 1 and only and _is_code("go", data, only.start()):
            after = data[: only.start()] + data[only.end() :]
            return Instance("PV308", language, path, data, after)
    return None


def _unused_variable(language: str, path: str, data: bytes, rng: random.Random) -> Instance | None:
    """A variable is declared behind another and never used, with four ways to write that."""
    places = [one for one in STATEMENT["go"].finditer(data) if _is_code("go", data, one.start())]
    if not places or b"leftover" in data:
        return None
    place = rng.choice(places)
    lines = rng.choice(
        (
            (b"leftover := 1",),
            (b"var leftover int",),
            (b"leftover := 1", b"leftover = 2"),
            (b"leftover, _ := 1, 2", b"func() { leftover = 3 }()"),
            (b"for i := 0; i < 3; i++ {", b"\tleftover := i", b"}"),
            (b"{", b"\tleftover := 1", b"\t_ = leftover", b"}", b"leftover := 2"),
        )
    )
    added = b"".join(place[1] + line + b"\n" for line in lines)
    after = data[: place.end()] + added + data[place.end() :]
    module = {"go.mod": b"module example.org/shop\n\ngo 1.21\n"}
    return Instance("PV309", language, path, data, after, others=module)


def _renamed_type(language: str, path: str, data: bytes, rng: random.Random) -> Instance | None:
    """The public type of a file is called otherwise, or the file is: as an added file."""
    stem = path.rpartition("/")[2].removesuffix(".java").encode()
    declared = re.search(
        rb"^public (?:final |abstract |sealed )*(?:class|interface|enum|record) (%b)\b" % stem,
        data,
        re.MULTILINE,
    )
    if declared is None:
        return None
    if rng.random() < 0.3:
        return Instance("PV310", language, path.replace(".java", "Copy.java"), None, data)
    after = data[: declared.start(1)] + stem + b"Renamed" + data[declared.end(1) :]
    return Instance("PV310", language, path, data, after)
