def count(shelf):
    try:
        return shelf["count"]
    except KeyError:
        raise RuntimeError("the shelf was never counted")


count({})
