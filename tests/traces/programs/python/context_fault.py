def ratio(sold, left):
    try:
        return sold / left
    except ZeroDivisionError:
        return fallback_ratio


ratio(3, 0)
