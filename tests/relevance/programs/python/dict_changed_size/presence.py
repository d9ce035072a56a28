"""Who is online: a registry that forgets those who fell silent."""
import sys

LIMIT = 30


class Presence:

    def __init__(self, limit=LIMIT):
        self._limit = limit
        self._seen = {}
        self._gone = []

    def beat(self, user, now):
        self._seen[user] = now

    def drop(self, user):
        self._gone.append(user)
        del self._seen[user]

    def sweep(self, now):
        for user, last in self._seen.items():
            if now - last > self._limit:
                self.drop(user)

    def online(self):
        return sorted(self._seen)

    def gone(self):
        return list(self._gone)


def replay(events, presence):
    """Events are `12 beat ada`, `40 sweep`; times are seconds."""
    for event in events:
        moment, verb, *names = event.split()
        if verb == "beat":
            for name in names:
                presence.beat(name, int(moment))
        elif verb == "bye":
            for name in names:
                presence.drop(name)
        else:
            presence.sweep(int(moment))


def main():
    presence = Presence()
    replay(sys.stdin, presence)
    print("online:", *presence.online())
    print("gone:", *presence.gone())


if __name__ == "__main__":
    main()
