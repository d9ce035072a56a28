def make():
    class Refused(Exception):
        pass

    raise Refused("basket: locked")


make()
