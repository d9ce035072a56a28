from collections import defaultdict


class Bus:
    """Hands each event to everybody who asked for its topic."""

    def __init__(self):
        self.listeners = defaultdict(list)
        self.history = []

    def on(self, topic):
        def register(listener):
            self.listeners[topic].append(listener)
            return listener

        return register

    def emit(self, topic, payload):
        self.history.append(topic)
        answers = []
        for listener in self.listeners[topic]:
            answers.append(listener(topic, payload))
        return [answer for answer in answers if answer]

    def seen(self, topic):
        return self.history.count(topic)
