"""Runs jobs from a queue. A job that fails is logged, the others go on; the exit status tells."""

import json
import logging
import sys

log = logging.getLogger("jobs")
handlers = {}


def job(function):
    handlers[function.__name__] = function
    return function


@job
def resize(options):
    width, height = options["width"], options["height"]
    return f"{width // 2}x{height // 2}"


@job
def crop(options):
    box = options["box"]
    return "{left},{top}".format(**box)


def with_defaults(task):
    """Fills up what a task may leave out."""
    options = {"quality": 80}
    options.update(task.get("options", {}))
    if task["job"] == "resize":
        options.setdefault("width", 640)
    return options


def run(tasks):
    failures = 0
    for task in tasks:
        try:
            print(task["job"], handlers[task["job"]](with_defaults(task)))
        except Exception:
            failures += 1
            log.exception("job %s failed", task["job"])
    return failures


if __name__ == "__main__":
    logging.basicConfig(format="%(levelname)s %(name)s %(message)s")
    sys.exit(1 if run(json.load(sys.stdin)) else 0)
