"""Figures of healing: how long it took, on the virtual clock, what was tried, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .outcome import Healing

_TIMES = ("time_to_detect", "time_to_patch", "time_to_heal")


def metrics(healings: Iterable[Healing]) -> dict[str, Any]:
    """Of one story or of many: mean seconds to detect, to patch and to heal (null where it never
    came to that), attempts, rejects by code, and healed / seen by language and by error type.
    """
    found = list(healings)
    return {
        "errors": len(found),
        "healed": sum(one.outcome == "healed" for one in found),
        **dict(zip(_TIMES, _times(found), strict=True)),
        "attempts": sum(one.attempts for one in found),
        "rejects": _rejects(found),
        "by_language": _success(found, "language"),
        "by_error_type": _success(found, "error_type"),
    }


def _times(healings: Sequence[Healing]) -> list[float | None]:
    return [
        _mean([value for one in healings if (value := getattr(one, name)) is not None])
        for name in ("detected_after", "patched_after", "healed_after")
    ]


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 6) if values else None


def _rejects(healings: Iterable[Healing]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in healings:
        for code, count in one.rejects.items():
            total[code] = total.get(code, 0) + count
    return dict(sorted(total.items()))


def _success(healings: Iterable[Healing], by: str) -> dict[str, dict[str, int]]:
    total: dict[str, dict[str, int]] = {}
    for one in healings:
        figures = total.setdefault(getattr(one, by), {"errors": 0, "healed": 0})
        figures["errors"] += 1
        figures["healed"] += one.outcome == "healed"
    return dict(sorted(total.items()))
