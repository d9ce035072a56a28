def read(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError as error:
        raise LookupError("no settings") from error


def start():
    try:
        read("/nowhere/settings.ini")
    except LookupError as error:
        raise SystemError("cannot start") from error


start()
