"""The registry: which validators and languages take part in a check. An object, not a global.

    registry = Registry.discover()                # what is built in, and the installed plugins
    registry = Registry(validators=[...], languages=[...])   # exactly these

Plugins come in by the entry-point groups `patchvet.validators` and `patchvet.languages`, through
the same door as the built-in ones. A clash or a malformed plugin is a RegistrationError that names
both parties, so that a check never silently runs without a part that somebody relies on.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from ..errors import RegistrationError
from ..languages.discovery import discover_languages, modules_in, plugins
from ..languages.table import LanguageTable
from .crash import VALIDATOR_CRASHED
from .validator import Code, Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..languages import Language

# The rows of every report, in the order in which the checks run; a plugin's own rows follow.
CHECKS = ("format", "safety", "applies", "syntax", "structure", "relevance")


class Registry:
    """Validators and languages, checked for clashes as they are added."""

    def __init__(
        self, validators: Iterable[Validator] = (), languages: Iterable[Language] = ()
    ) -> None:
        self._validators: dict[str, Validator] = {}
        self._codes: dict[str, tuple[Code, str]] = {}
        self._take_code(VALIDATOR_CRASHED, "the checker itself")
        for validator in validators:
            self.add(validator)
        self.languages = LanguageTable(languages)

    @classmethod
    def discover(cls) -> Registry:
        """What is built in plus what is installed as a plugin. Raises RegistrationError."""
        return cls(
            validators=(*built_in_validators(), *plugin_validators()),
            languages=discover_languages(),
        )

    def add(self, validator: Validator) -> None:
        """Takes a validator in. Raises RegistrationError for a clash, naming both parties."""
        if not isinstance(validator, Validator):
            raise RegistrationError(
                f"{validator!r} is no Validator: decorate the function with @patchvet.validator"
            )
        known = self._validators.get(validator.name)
        if known is not None:
            raise RegistrationError(
                f"two validators are named {validator.name!r}: "
                f"{known.origin} and {validator.origin}; rename one"
            )
        for code in validator.codes:
            if code.code.startswith("PV") and not _is_built_in(validator):
                raise RegistrationError(
                    f"{validator.origin}: {code.code}: codes that start with PV are patchvet's "
                    f"own; choose another prefix"
                )
            self._take_code(code, validator.origin)
        self._validators[validator.name] = validator

    def _take_code(self, code: Code, origin: str) -> None:
        for key in (code.code, code.name):
            if key in self._codes:
                other, theirs = self._codes[key]
                raise RegistrationError(
                    f"{key} is taken: {other.code} {other.name} of {theirs} "
                    f"and {code.code} {code.name} of {origin}; rename one"
                )
        self._codes[code.code] = self._codes[code.name] = (code, origin)

    @property
    def validators(self) -> tuple[Validator, ...]:
        """All validators, in the order in which they run."""
        order = {check: place for place, check in enumerate(self.checks)}
        return tuple(
            sorted(self._validators.values(), key=lambda one: (order[one.check], one.name))
        )

    @property
    def checks(self) -> tuple[str, ...]:
        """The names of all checks: the core ones, then the plugins' own, sorted."""
        own = {one.check for one in self._validators.values()} - set(CHECKS)
        return (*CHECKS, *sorted(own))

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes, sorted."""
        return tuple(sorted({code for code, _ in self._codes.values()}, key=lambda one: one.code))

    def code(self, key: str) -> Code | None:
        """The code called `PV102` or `context-mismatch`; None if there is none."""
        entry = self._codes.get(key) or self._codes.get(key.upper()) or self._codes.get(key.lower())
        return entry[0] if entry else None

    def __iter__(self) -> Iterator[Validator]:
        return iter(self.validators)

    def __len__(self) -> int:
        return len(self._validators)

    def __contains__(self, name: object) -> bool:
        return name in self._validators

    def __repr__(self) -> str:
        return f"<Registry: {len(self)} validators, {len(tuple(self.languages))} languages>"


def _is_built_in(validator: Validator) -> bool:
    return validator.run.__module__.startswith(f"{__package__}.")


def _validators_of(module: ModuleType) -> list[Validator]:
    """The validators that a module defines (not those that it imports), collected by type."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, Validator) and value.run.__module__ == module.__name__
    ]


@cache
def built_in_validators() -> tuple[Validator, ...]:
    """Every validator in a file of this folder. Nobody keeps a list."""
    return tuple(sorted(_walk(__package__ or ""), key=lambda one: one.name))


def _walk(package: str) -> Iterator[Validator]:
    for module in modules_in(package):
        yield from _validators_of(module)
        if hasattr(module, "__path__"):
            yield from _walk(module.__name__)


def plugin_validators() -> tuple[Validator, ...]:
    """The validators of entry-point group `patchvet.validators`: one each, or a module of them."""
    found: list[Validator] = []
    for name, thing, origin in plugins("patchvet.validators"):
        if isinstance(thing, Validator):
            found.append(thing)
        elif isinstance(thing, ModuleType) and _validators_of(thing):
            found.extend(_validators_of(thing))
        else:
            raise RegistrationError(
                f"plugin {name!r} ({origin}): {type(thing).__name__} is neither a Validator nor a "
                f"module that defines one"
            )
    return tuple(found)
