class StockError(Exception):
    pass


def load(text):
    try:
        return int(text)
    except ValueError as error:
        raise StockError("no count in the stock file") from error


load("many")
