'use strict';

const { Reservations, OutOfStock } = require('./reservations');

class Shop {
  constructor(stock) {
    this.reservations = new Reservations(stock);
  }

  order(title, count) {
    this.reservations.hold(title, count);
    return `${count} x ${title} on hold`;
  }

  cancel(title, count) {
    this.reservations.release(title, -count);
    return `${count} x ${title} back`;
  }

  ask(title) {
    try {
      this.reservations.check(title, 1);
      return `${title} is there`;
    } catch (error) {
      if (error instanceof OutOfStock) return `${title} is sold out`;
      throw error;
    }
  }
}

const shop = new Shop({ 'Moby Dick': 2, Emma: 1 });
for (const line of process.argv.slice(2)) {
  const [verb, title, count] = line.split('|');
  console.log(shop[verb](title, Number(count)));
}
