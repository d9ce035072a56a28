import sys

from bus import Bus

bus = Bus()
members = []


@bus.on("join")
def greet(topic, who):
    members.append(who)
    return f"{who} joined, {len(members)} here"


@bus.on("say")
def echo(topic, text):
    return f"> {text}"


@bus.on("leave")
def farewell(who):
    if who in members:
        members.remove(who)
    return f"{who} left, {len(members)} here"


def run(script):
    for line in script:
        topic, _, payload = line.strip().partition(" ")
        for answer in bus.emit(topic, payload):
            print(answer)


if __name__ == "__main__":
    run(sys.stdin)
    print(bus.seen("say"), "messages")
