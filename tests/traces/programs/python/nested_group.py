def fail(kind, text):
    raise kind(text)


def collect(*calls):
    found = []
    for kind, text in calls:
        try:
            fail(kind, text)
        except Exception as error:
            found.append(error)
    return found


inner = ExceptionGroup("payment", collect((TimeoutError, "bank"), (OSError, "disk\nis full")))
raise ExceptionGroup("order", [inner, *collect((KeyError, "gift"))])
