'use strict';

class OutOfStock extends Error {
  constructor(title, missing) {
    super(`${missing} of ${title} missing`);
    this.name = 'OutOfStock';
    this.missing = missing;
  }
}

class Reservations {
  constructor(stock) {
    this.free = new Map(Object.entries(stock));
  }

  check(title, count) {
    const free = this.free.get(title) ?? 0;
    if (free < count) {
      throw new OutOfStock(title, count - free);
    }
    return free;
  }

  hold(title, count) {
    const free = this.check(title, count);
    this.free.set(title, free - count);
  }

  release(title, count) {
    this.free.set(title, (this.free.get(title) ?? 0) + count);
  }
}

module.exports = { Reservations, OutOfStock };
