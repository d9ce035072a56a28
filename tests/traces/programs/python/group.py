def check(item):
    if item < 0:
        raise ValueError(f"negative: {item}")


def check_all(items):
    errors = []
    for item in items:
        try:
            check(item)
        except ValueError as error:
            errors.append(error)
    raise ExceptionGroup("the order is wrong", errors)


check_all([1, -2, -3])
