"""The order service: an operation and fields (`create sku=a1 email=ann@example.org`) a line."""

import asyncio
import sys

from endpoints import router
from routing import HTTPError


def fields(words: list[str]) -> dict[str, str]:
    pairs = (word.partition("=") for word in words)
    return {name: value for name, _, value in pairs}


async def handle(line: str) -> str:
    operation, *words = line.split() or [""]
    try:
        return await router.dispatch(operation, fields(words))
    except HTTPError as error:
        return f"error {error}"


async def main() -> None:
    for line in sys.stdin:
        print(await handle(line), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
