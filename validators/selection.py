"""`--select` and `--ignore`: which codes take part, and the reason to give for those that don't."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError

if TYPE_CHECKING:
    from .options import Options
    from .registry import Registry
    from .validator import Code, Validator

# What a verdict rests on: without these, "accepted" would promise nothing.
CORE = frozenset({"format", "applies", "path-safety"})


class Selection(NamedTuple):
    """The choice that the options make among a registry's codes."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def reason_against(self, validator: Validator, code: Code) -> str:
        """Why `code` is left out ("ignored by --ignore PV3"); "" if it takes part."""
        if validator.name in CORE:
            return ""
        for key in self.ignore:
            if _matches(key, validator, code):
                return f"ignored by --ignore {key}"
        if self.select and not any(_matches(key, validator, code) for key in self.select):
            return f"not selected by --select {','.join(self.select)}"
        return ""

    def reason_against_all(self, validator: Validator) -> str:
        """Why the whole validator is left out; "" if at least one of its codes takes part."""
        reasons = [self.reason_against(validator, code) for code in validator.codes]
        return reasons[0] if reasons and all(reasons) else ""


def _matches(key: str, validator: Validator, code: Code) -> bool:
    by_code = key[:1].isupper() and code.code.startswith(key)
    return by_code or key in (code.name, validator.check, validator.name)


def selection(registry: Registry, options: Options) -> Selection:
    """The options' choice. Raises UsageError for a key that names nothing, or a core check."""
    for option, keys in (("--select", options.select), ("--ignore", options.ignore)):
        for key in keys:
            _demand_known(registry, option, key)
    for key in options.ignore:
        hit = {one.name for one in registry for code in one.codes if _matches(key, one, code)}
        if hit and hit <= CORE:
            raise UsageError(f"--ignore {key}: cannot be ignored; every verdict rests on it")
    return Selection(options.select, options.ignore)


def _demand_known(registry: Registry, option: str, key: str) -> None:
    if any(_matches(key, one, code) for one in registry for code in one.codes):
        return
    if key in registry.checks:
        return
    if registry.code(key) is not None:
        raise UsageError(f"{option} {key}: tells that a check broke, and is told in any case")
    from difflib import get_close_matches  # 2 ms, for a typing error

    known = [*registry.checks, *(name for one in registry.codes for name in (one.code, one.name))]
    near = get_close_matches(key, known, n=1)
    way_out = f"; did you mean {near[0]}?" if near else "; `patchvet validators` lists them"
    raise UsageError(f"{option} {key}: no such code or check{way_out}")
