from __future__ import annotations

import sys
from typing import Iterator


class Track:
    """Heights along a hike, a metre value at each kilometre."""

    def __init__(self, heights: list[int]) -> None:
        self.heights = heights

    def legs(self) -> Iterator[tuple[int, int]]:
        for at, height in enumerate(self.heights):
            yield at, self.heights[at + 1] - height

    def climb(self) -> int:
        return sum(rise for _, rise in self.legs() if rise > 0)

    def steepest(self) -> int:
        return max(self.legs(), key=lambda leg: leg[1])[0]

    def top(self) -> int:
        return max(self.heights)


def smooth(heights: list[int], window: int = 1) -> list[int]:
    out = []
    for at in range(len(heights)):
        around = heights[max(0, at - window) : at + window + 1]
        out.append(round(sum(around) / len(around)))
    return out


def main(arguments: list[str]) -> int:
    verb, *values = arguments
    track = Track([int(value) for value in values])
    match verb:
        case "climb":
            print(f"{track.climb()} m up")
        case "steepest":
            print(f"steepest after km {track.steepest()}")
        case "top":
            print(f"{track.top()} m, smoothed {max(smooth(track.heights))} m")
        case _:
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
