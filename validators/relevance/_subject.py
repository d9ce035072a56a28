"""What a patch is asked about: the error, its frames in the tree, and the functions there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...languages.program import Function, Module, children
from ...patterns import lazy_compile
from ._run import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...languages.locating import Locator
    from ...languages.program import Node
    from ...languages.traces import Frame, Trace
    from ._images import File, Image

# How many frames are gone through, and how many errors of one log are asked about.
MOST_FRAMES, MOST_ERRORS = 6, 20
_INSIDE = ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>")
_UNNAMED = lazy_compile(r"<lambda>|<anonymous>|\bfunc\d+(?:\.\d+)*$|lambda\$")


class Where(NamedTuple):
    """A frame and the file of the tree that it is in."""

    frame: Frame
    path: str


class Subject(NamedTuple):
    """One error that a patch may address. `frames` run from the outermost to the innermost and are
    those that were found in the tree, without a gap behind the last that was not.
    """

    trace: Trace
    frames: tuple[Where, ...]
    reason: str = ""

    @property
    def error_type(self) -> str:
        """The error's type without its package."""
        return self.trace.error_type.rpartition(".")[2].rpartition("$")[2]


def origin_of(trace: Trace) -> Trace:
    """The error that is to be addressed: the causing one, if it was in the application."""
    chain = [trace]
    while chain[-1].causes or chain[-1].members:
        causing = chain[-1].causing
        if causing is chain[-1]:
            break
        chain.append(causing)
    return next((one for one in reversed(chain) if one.innermost is not None), trace)


def subjects(
    traces: Sequence[Trace], language_of: Callable[[str], str], locator: Callable[[], Locator]
) -> list[Subject]:
    """The errors of a log, each once, with their frames located."""
    found: dict[object, Subject] = {}
    for trace in traces:
        origin = origin_of(trace)
        frame = origin.innermost
        key = (origin.error_type, frame and (frame.path, frame.line), origin.message[:80])
        if key not in found and len(found) < MOST_ERRORS:
            found[key] = _located(origin, language_of, locator)
    return list(found.values())


def _located(
    trace: Trace, language_of: Callable[[str], str], locator: Callable[[], Locator]
) -> Subject:
    frames: list[Where] = []
    reason = ""
    own = [one for one in trace.frames if one.is_application and one.function not in _INSIDE]
    for frame in reversed(own[-4 * MOST_FRAMES :]):
        if frame.line is None or not frame.path:
            break
        place = locator().locate(frame)
        if place.path is None:
            if frames:
                break
            name = frame.path
            what = (
                f"`{name}` may be any of {', '.join(place.candidates[:3])}"
                if place.candidates
                else f"the tree has no file like `{name}`"
            )
            reason = reason or what
            continue
        if language_of(place.path) != trace.language:
            break
        frames.append(Where(frame, place.path))
        if len(frames) >= MOST_FRAMES:
            break
    if not own:
        reason = "the error names no frame of the application"
    return Subject(trace, tuple(reversed(frames)), reason)


def step_of(where: Where, image: Image) -> Step | None:
    """The function of the image before that a frame is in."""
    file = image.file(where.path)
    if file is None or where.frame.line is None:
        return None
    return Step(where.path, function_for(file, where.frame), where.frame.line)


def function_for(file: File, frame: Frame) -> Function:
    """The function that a frame means: around its line, and called as it says."""
    line = frame.line or 0
    around = [
        node
        for node in file.declarations
        if isinstance(node, Function) and node.place.line <= line <= node.place.end_line
    ]
    if not around:
        return file.as_function
    if frame.function in ("<module>",):
        return file.as_function
    name = frame.function.rpartition(".")[2].rpartition("#")[2]
    if not _UNNAMED.search(frame.function):
        for node in reversed(around):
            if name and name in (node.name, node.qualified.rpartition(".")[2]):
                return file.with_body(node)
    return file.with_body(around[-1])


def counterpart(
    step: Step, before: Image, after: Image, renamed: str, line: int | None
) -> Step | None:
    """The same function in the image after; None if it is gone."""
    file = after.file(renamed)
    old = before.file(step.path)
    if file is None or old is None:
        return None
    function = step.function
    if function.kind == "module":
        return Step(renamed, file.as_function, line)
    if not function.name and not function.qualified:
        return _unnamed(step, old, file, renamed, line)
    same = [one for one in _all(file) if one.qualified == function.qualified]
    others = [one for one in _all(old) if one.qualified == function.qualified]
    if not same:
        return _moved(step, after, line)
    place = next((n for n, one in enumerate(others) if one.place == function.place), 0)
    fitting = [one for one in same if len(one.parameters) == len(function.parameters)]
    found = same[place] if len(same) == len(others) else fitting[0] if fitting else same[0]
    return Step(renamed, file.with_body(found), line)


def _moved(step: Step, after: Image, line: int | None) -> Step | None:
    """The function in another file, or in another class."""
    name = step.function.qualified.rpartition(".")[2]
    found = after.functions(name, step.path)
    if len(found) != 1:
        return None
    file, function = found[0]
    return Step(file.path, file.with_body(function), None)


def _all(file: File) -> list[Function]:
    return [node for node in file.declarations if isinstance(node, Function)]


def _unnamed(step: Step, old: File, file: File, renamed: str, line: int | None) -> Step | None:
    """A function without a name: that at the line, or the same in the order of those around."""
    unnamed = [one for one in _all(file) if not one.name and not one.qualified]
    if line is not None:
        around = [one for one in unnamed if one.place.line <= line <= one.place.end_line]
        if around:
            return Step(renamed, file.with_body(around[-1]), line)
    before = [one for one in _all(old) if not one.name and not one.qualified]
    place = next((n for n, one in enumerate(before) if one.place == step.function.place), None)
    if place is None or len(before) != len(unnamed):
        return None
    return Step(renamed, file.with_body(unnamed[place]), line)


def parts_on_line(function: Function, line: int) -> tuple[Node, ...]:
    """The records that are on a line of a function, outermost first, without what is only in
    functions inside it that are not on the line.
    """
    found: list[Node] = []
    waiting: list[Node] = [function]
    while waiting:
        node = waiting.pop()
        if not node.place.line <= line <= node.place.end_line:
            continue
        if node is not function and not isinstance(node, Module):
            found.append(node)
        waiting.extend(reversed(list(children(node))))
    return tuple(found)
