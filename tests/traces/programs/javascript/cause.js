function parse(text) {
  return BigInt(text);
}

function load(text) {
  try {
    return parse(text);
  } catch (error) {
    throw new Error('cannot load the basket', { cause: error });
  }
}

load('1.5');
