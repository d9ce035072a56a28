"""A small router in the manner of web frameworks: coroutines that are registered by their path."""

from collections.abc import Awaitable, Callable

Endpoint = Callable[[dict[str, str]], Awaitable[str]]


class HTTPError(Exception):
    """A request that is refused, with the reason that the client is told."""


class Router:
    def __init__(self) -> None:
        self.endpoints: dict[str, Endpoint] = {}

    def route(self, path: str) -> Callable[[Endpoint], Endpoint]:
        def register(endpoint: Endpoint) -> Endpoint:
            self.endpoints[path] = endpoint
            return endpoint

        return register

    async def dispatch(self, path: str, payload: dict[str, str]) -> str:
        if path not in self.endpoints:
            raise HTTPError("unknown operation")
        return await self.endpoints[path](payload)
