"""Converts amounts by the rates that a local server hands out.

`rates.py AMOUNT CURRENCY...`: starts the server (it takes a moment to listen), asks, prints.
"""

import socket
import sys
import threading
import time
from contextlib import closing

TABLE = {"EUR": "1.0", "CHF": "0.96", "JPY": "161.5"}


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port, delay):
    time.sleep(delay)
    with socket.create_server(("127.0.0.1", port)) as server:
        while True:
            connection, _ = server.accept()
            with connection:
                currency = connection.recv(16).decode()
                connection.sendall(TABLE.get(currency, "?").encode())


class Client:
    def __init__(self, port):
        self.address = ("127.0.0.1", port)

    def connect(self):
        return socket.create_connection(self.address, timeout=5)

    def rate(self, currency):
        with self.connect() as connection:
            connection.sendall(currency.encode())
            return float(connection.recv(16))


def main():
    delay, amount, *currencies = sys.argv[1:]
    port = free_port()
    threading.Thread(target=serve, args=(port, float(delay)), daemon=True).start()
    if float(delay) == 0:
        time.sleep(0.2)
    client = Client(port)
    for currency in currencies:
        print(f"{float(amount) * client.rate(currency):.2f} {currency}")


if __name__ == "__main__":
    main()
