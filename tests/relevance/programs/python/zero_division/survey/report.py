"""`python -m survey.report Q1 Q2 < answers`: the share of each answer to each question."""

import sys

from .tally import Tally


def collect(questions, lines):
    tallies = {question: Tally(question) for question in questions}
    asked = dict.fromkeys(questions, 0)
    for line in lines:
        question, answer = line.split()
        if question in tallies:
            asked[question] += 1
            tallies[question].add(answer)
    return tallies, asked


def describe(tally, asked):
    parts = [f"{answer} {share:.0f}%" for answer, share in tally.shares()]
    rate = tally.response_rate(asked)
    return f"{tally.question}: {', '.join(parts) or 'nothing'} ({rate:.0f}% answered)"


if __name__ == "__main__":
    tallies, asked = collect(sys.argv[1:], sys.stdin)
    for question, tally in tallies.items():
        print(describe(tally, asked[question]))
