"""What the shell works on."""


class Session:
    def __init__(self, name):
        self.name = name
        self._data = {}
        self.writes = 0

    def put(self, key, value):
        self._data[key] = value
        self.writes += 1
        return f"{self.name}.{key} = {value}"

    def fetch(self, key):
        return self._data.get(key, "(none)")
