def make(**options):
    return options["size"] + options["colour"]


def order():
    return make(
        size=3,
        colour="red",
    )


order()
