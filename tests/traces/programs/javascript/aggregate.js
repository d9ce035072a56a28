function refuse(name) {
  return new TypeError(`no ${name}`);
}

throw new AggregateError([refuse('price'), refuse('count')], 'the order is wrong');
