function depth(node) {
  return 1 + depth(node.parent);
}

const loop = {};
loop.parent = loop;
depth(loop);
