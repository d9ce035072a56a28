"""Turns the minutes of a meeting into a list of tasks.

A line `! WHO: what` is a task; the paragraph after it, if there is one, is its note.
"""
import sys
from collections import namedtuple

Task = namedtuple("Task", "who what note")


def blocks(stream):
    """Lines without blank ones and without their ends."""
    return (line.strip() for line in stream if line.strip())


def next_task(lines):
    line = next(line for line in lines if line.startswith("!"))
    who, _, what = line[1:].partition(":")
    note = next(lines)
    return Task(who.strip(), what.strip(), note)


def read_tasks(stream, limit):
    lines = blocks(stream)
    tasks = []
    while len(tasks) < limit:
        tasks.append(next_task(lines))
    return tasks


def overview(tasks):
    width = max(len(task.who) for task in tasks)
    for task in tasks:
        yield f"{task.who.ljust(width)}  {task.what}  ({task.note})"


if __name__ == "__main__":
    found = read_tasks(sys.stdin, int(sys.argv[1]))
    print(*overview(found), sep="\n")
