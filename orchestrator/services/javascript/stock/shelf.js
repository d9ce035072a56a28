'use strict';
// How many pieces of what there are.

class StockError extends Error {}

class Shelf {
  constructor(levels) {
    this.levels = [];
    this.deliveries = {};
    for (const [sku, left] of levels) {
      this.levels.push({ sku, left });
      this.deliveries[sku] = [];
    }
  }

  entry(sku) {
    return this.levels.find((one) => one.sku === sku);
  }

  open(sku) {
    const entry = { sku, left: 0 };
    this.levels.push(entry);
    return entry;
  }

  reserve(sku, quantity) {
    const shelf = this.entry(sku);
    if (shelf.left < quantity) {
      throw new StockError(`only ${shelf.left} of ${sku}`);
    }
    shelf.left -= quantity;
  }

  restock(sku, quantity) {
    const shelf = this.entry(sku) ?? this.open(sku);
    shelf.left += quantity;
    this.deliveries[sku].push(quantity);
    return shelf.left;
  }

  level(sku) {
    return this.entry(sku)?.left ?? 0;
  }

  delivered(sku) {
    return this.deliveries[sku] ?? [];
  }

  /** Forgets what is sold out; returns how many that were. */
  purge() {
    let count = 0;
    for (let i = 0; i < this.levels.length; i++) {
      if (this.levels[i].left === 0) {
        delete this.levels[i];
        count += 1;
      }
    }
    return count;
  }
}

module.exports = { Shelf, StockError };
