def depth(node):
    return 1 + depth(node["parent"])


loop = {}
loop["parent"] = loop
depth(loop)
