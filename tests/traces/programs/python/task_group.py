import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    raise ConnectionError(f"no route to {name}")


async def main():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(fetch("stock"))


asyncio.run(main())
