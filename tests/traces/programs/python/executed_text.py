RULE = "limit / weight"


def apply(rule, **values):
    return eval(rule, values)


apply(RULE, limit=5, weight=0)
