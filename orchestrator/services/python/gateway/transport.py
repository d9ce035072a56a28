"""Calls of other services: one line out, one line back, over TCP on this machine."""

import os
import socket
import time

TIMEOUT = 1.0


def call(service: str, line: str) -> str:
    """The service's answer. Raises ConnectionError and TimeoutError."""
    port = int(os.environ[f"PORT_{service.upper()}"])
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        connection.sendall(f"{line}\n".encode())
        with connection.makefile(encoding="utf-8") as stream:
            answer = stream.readline()
    if not answer:
        raise ConnectionResetError(f"{service} closed the connection")
    return answer.rstrip("\n")


def pause(seconds: float) -> None:
    time.sleep(seconds)
