def explain():
    raise ValueError("two things are wrong:\n  - the price\n  - the count")


explain()
