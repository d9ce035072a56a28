"""A leaderboard: reads `name points` lines, prints the podium and the runner-up's gap."""

import sys
from dataclasses import dataclass, field
from typing import Iterable


@dataclass(order=True)
class Player:
    points: int
    name: str = field(compare=False)


class Board:
    def __init__(self, players: Iterable[Player]):
        self.players = sorted(players, reverse=True)

    def podium(self) -> list[Player]:
        return self.players[:3]

    def gap(self) -> int:
        """By how much the first leads."""
        leader, second = self.players[0], self.players[1]
        return leader.points - second.points

    def rank(self, name: str) -> int:
        return [player.name for player in self.players].index(name) + 1


def load(stream) -> list[Player]:
    scores: dict[str, int] = {}
    for line in stream:
        name, points = line.split()
        scores[name] = max(scores.get(name, 0), int(points))
    return [Player(points, name) for name, points in scores.items()]


def render(board: Board) -> str:
    rows = [f"{place}. {player.name}" for place, player in enumerate(board.podium(), 1)]
    rows.append(f"ahead by {board.gap()}")
    return "\n".join(rows)


if __name__ == "__main__":
    print(render(Board(load(sys.stdin))))
