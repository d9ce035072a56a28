"""Tells a line that stands for code which was left out from a comment that means what it says.

Models and hurried people shorten a file to "... rest of the code unchanged ...". The words are
read in full: a sentence that only holds such words is a comment like any other.
"""

from __future__ import annotations

from ...patterns import lazy_compile

# The cheap look at all added lines at once: each phrase below holds one of these.
_WORDS = tuple(
    b"rest of|remain|exist|unchanged|same as|other|previous|original|omitted|elided|truncated"
    b"|brevity|snip|more |continues|skipped|not shown|as before|as is|as-is|untouched|unmodified"
    b"|no change|everything else|the rest|unaltered|intact|identical|current|shortened|abbreviated"
    b"|additional|further|earlier|prior|old |the same|was|were|hidden|removed for".split(b"|")
)
# How such a line begins or ends.
_STARTS = tuple("# // /* {/* <!-- -- ; % ( [ .. … pass return { } \"\"\" '''".encode().split())
_ENDS = (b"..", "…".encode(), b"..)", b"..]")

_OPENER = lazy_compile(r"(?:\{?/\*+!?|//+!?|\#+!?|--+|<!--|;+|%+|\"\"\"|''')\s*")
_CLOSER = lazy_compile(r"\s*(?:\*+/\}?|--+>?|\#+|\"\"\"|''')$")
_DOTS = lazy_compile(r"(?:\.{2,}|…)")
# A statement that only fills the place, with the elision in a comment behind it.
_FILLER = lazy_compile(r"(?:pass|\.\.\.|\{|\}|;|return;?)\s+(?=\#|//|/\*)")

_OF = r"(?:of|in)(?: (?:the|this|that|your|my|our|its|all))?"
_REST = rf"(?:(?:keep|leave|insert|add|include) )?(?:all )?(?:the )?(?:rest|remainder) {_OF}"
_OLD = (
    r"(?:(?:all|the|your|my|our|any|keep|leave|include|paste|copy|with) )*"
    r"(?!original file)(?:existing|original|previous|prior|remaining|other|unchanged|current|old"
    r"|earlier|same|more|additional|further|unmodified)"
)
_ABOUT = r"(?:[\w'`/&().-]+ ){0,3}?"
_THING = (
    r"(?:code|codebase|file|files|functions?|methods?|class|classes|modules?|script|implementations?"
    r"|logic|body|bodies|components?|contents?|imports?|tests?|definitions?|declarations?|fields?"
    r"|props|properties|attributes|constants|variables|handlers?|routes?|cases|helpers?|statements"
    r"|lines|program|source|blocks?|sections?|parts?|config|configuration|options|entries|items"
    r"|setup|steps|validations?|members|types|checks|rules|styles|keys|values|parameters|arguments"
    r"|markup|html|jsx|everything|stuff|above|below)(?:\(\)|\(s\))?"
)
_LEFT = (
    r"(?:(?:all )?(?:remains?|stays?|is|are|be|kept|keeps?|goes|go|continues?|left|follows?|was"
    r"|were|will|should|can|must|remaining|to|exactly|completely|entirely|here|now|stay|remain) )*"
    r"(?:unchanged|the same(?: as before)?|same(?: as before)?|as is|as-is|(?:as|like) before"
    r"|untouched|unmodified|intact|identical|unaltered|as it was|as they were|exactly as before"
    r"|omitted|elided|truncated|skipped|snipped|hidden|not shown|removed for brevity|continues)"
    r"(?: (?:for|from|in|as|to|here|below|above|of|the|brevity|clarity|original|before|now"
    r"|conciseness|example|this|file|version|previous|code|simplicity|readability|space))*"
)
_HERE = (
    r"(?:(?:goes|go|comes|continues|stays|remains|follows|would go|would be) )?(?:here|below|above)"
)

# Clear without dots: it says that code is not there.
_SURE = lazy_compile(
    rf"(?:{_REST} {_ABOUT}{_THING}|{_OLD} {_ABOUT}{_THING}|(?:the )?(?:rest|remainder)"
    rf"|(?:lines?|code) \d+ ?(?:-|–|to|through) ?\d+|everything else) (?:{_LEFT})"
    rf"|(?:{_REST}|{_OLD}) {_ABOUT}(?:code|implementation|logic|methods|functions)"
    rf" (?:from (?:before|above|the original) )?{_HERE}"
    rf"|{_REST} (?:(?:existing|original|previous|your) )?"
    r"(?:code|implementation|logic|methods|functions|class|component|function|method|module)"
    r"|(?:all |your |the )*(?:existing|remaining|unchanged) (?:code|implementations?|logic)"
    rf"|(?:(?:the|some|other|more|rest of|existing|remaining|previous|[\w.]+\(\)) )*"
    r"(?:code|implementations?|methods?|functions?|body|lines|imports|tests|content|details)"
    r"(?: details)? (?:is |are |was |were )?(?:omitted|elided|truncated|snipped|skipped"
    r"|not shown|unchanged|remains? (?:unchanged|the same))"
    r"(?: (?:for|from|in|here|brevity|clarity|this|the|example))*"
    r"|(?:omitted|elided|truncated|skipped|snipped|shortened|abbreviated) for"
    r" (?:brevity|clarity|space|conciseness|readability|simplicity)"
    r"|(?:[\w'`&/-]+ ){0,4}(?<!error )(?<!exit )(?<!status )(?<!return )(?<!response )(?<!http )"
    r"(?:code|implementation|logic|methods|functions|imports|jsx|markup) (?:remains?|stays?)"
    r" (?:exactly |completely |entirely |all )?(?:the same|unchanged|as is|as before)"
    rf"|no changes? (?:to|in|for) (?:the )?(?:rest|other|remaining|existing)(?: {_ABOUT}{_THING})?"
)
# Clear with dots beside it: they say so.
_DOTTED = lazy_compile(
    rf"{_REST} {_ABOUT}[\w()`-]+"
    rf"|{_OLD} {_ABOUT}{_THING}(?: (?:{_LEFT}|{_HERE}))?"
    rf"|(?:{_THING} )?{_LEFT}"
    r"|(?:(?:all|the|your) )*(?:existing|remaining) (?:[\w'`/&()-]+ ){0,2}[\w()`-]+"
    r"|(?:the |your )?(?:other|more) (?:[\w'`/&()-]+ ){0,2}\w\w+s"
    r"|(?:[\w'`&/()-]+ ){1,7}(?:remains?|stays?) (?:exactly |completely |entirely |all )?"
    r"(?:the same|unchanged|as is|as before|untouched|here)"
    rf"|(?:the )?rest(?: {_HERE})?|snip(?:ped)?|unchanged {_ABOUT}\w+"
    r"|no changes?(?: here| below| above)?"
    rf"|(?:{_THING}) (?:continues?|goes|as before|same as before)(?: {_HERE})?"
)


def may_elide(text: bytes) -> bool:
    """Whether some line of `text` is worth reading in full."""
    lowered = text.lower()
    return any(word in lowered for word in _WORDS)


def looks_elided(line: bytes) -> bool:
    """Whether one line is worth it: it begins like a comment or an aside, and says such a thing."""
    text = line.strip()
    return (text.startswith(_STARTS) or text.endswith(_ENDS)) and may_elide(text)


def elides(line: str) -> bool:
    """Whether `line` (the whole of it, with its comment's delimiters) stands for omitted code.

    Never true for a bare `...`, which Python and its stubs have as a statement.
    """
    opener, text = _content(line)
    dotted = _has_dots(text)
    bare = _DOTS.sub(" ", text).strip("-=*~.:;,! ")
    words = _unwrapped(" ".join(bare.replace(",", " ").lower().split()))
    # A longer one is a sentence; what is matched below takes longer the longer the text is.
    if not words or len(words) > LONGEST:
        return False
    marked = bool(opener) or dotted or line.strip()[:1] in ("(", "[")
    # "rest of the file unchanged: routes, models" says it before the colon.
    said = (words, words.partition(":")[0].rstrip())
    return any(
        (dotted and _DOTTED.fullmatch(one)) or (marked and _SURE.fullmatch(one)) for one in said
    )


LONGEST = 100


def is_dotted(line: str) -> bool:
    """Whether its text begins or ends with dots."""
    return _has_dots(_content(line)[1])


def _has_dots(text: str) -> bool:
    return bool(_DOTS.match(text.lstrip("-=*~ ([")) or _DOTS.search(text[-6:]))


def _content(line: str) -> tuple[str, str]:
    """The comment's opener, if there is one, and the text between its delimiters."""
    text = _FILLER.sub("", line.strip(), count=1)
    opener = _OPENER.match(text)
    if opener:
        text = text[opener.end() :]
    return opener.group() if opener else "", _unwrapped(_CLOSER.sub("", text).strip())


def _unwrapped(text: str) -> str:
    """Without a pair of brackets around all of it."""
    if len(text) > 1 and text[0] + text[-1] in ("()", "[]", "{}", "<>"):
        return text[1:-1].strip()
    return text
