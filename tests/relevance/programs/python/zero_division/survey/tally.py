"""Counts the answers of a survey."""

from collections import Counter


class Tally:
    def __init__(self, question):
        self.question = question
        self.counts = Counter()

    def add(self, answer):
        if answer != "-":
            self.counts[answer] += 1

    @property
    def answers(self):
        return sum(self.counts.values())

    def shares(self):
        """(answer, share of it in percent), the most frequent first."""
        return [(answer, percent(count, self.answers)) for answer, count in self.counts.most_common()]

    def response_rate(self, asked):
        return percent(self.answers, asked)


def percent(part, whole):
    return 100 * part / whole
