def refuse():
    raise PermissionError("not your basket") from ValueError("basket 7")


refuse()
