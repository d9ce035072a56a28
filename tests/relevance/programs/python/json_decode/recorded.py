"""A help desk that answers from a recording: `PAGE STATUS BODY` lines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    status: int
    body: str

    @property
    def ok(self) -> bool:
        return self.status // 100 == 2


class Desk:
    def __init__(self, path: str) -> None:
        self._answers: dict[int, list[Response]] = {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                number, status, body = (line.rstrip("\n") + " ").split(" ", 2)
                self._answers.setdefault(int(number), []).append(Response(int(status), body.strip()))

    def get(self, number: int) -> Response:
        answers = self._answers[number]
        return answers.pop(0) if len(answers) > 1 else answers[0]
