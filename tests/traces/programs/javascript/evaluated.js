function rule(text) {
  return eval(text);
}

rule('limit + 1');
