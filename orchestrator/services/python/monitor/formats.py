"""How measurements are written."""


def as_table(values: list[int]) -> str:
    return " | ".join(str(value) for value in values)


def as_line(values: list[int]) -> str:
    return " ".join(str(value) for value in values)
