def parse(row):
    try:
        return int(row)
    except ValueError as error:
        error.add_note("in row 12")
        error.add_note("of orders.csv")
        raise


parse("x1")
