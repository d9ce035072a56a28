def start():
    import syntax_error

    return syntax_error.total([])


start()
