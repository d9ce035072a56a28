'use strict';
// A shopper's cart and what it costs.

const { findOffer } = require('./offers');

const PRICES = {
  apple: { each: 1.2 },
  bread: { each: 3.5 },
  candle: { each: 9.0 },
};

/** What the shopper asked for cannot be done. */
class Refusal extends Error {}

class Cart {
  constructor(user) {
    this.user = user;
    this.lines = [];
    this.percent = 0;
  }

  add(sku, quantity) {
    const line = this.lines.find((one) => one.sku === sku);
    if (line) {
      line.quantity += quantity;
    } else {
      this.lines.push({ sku, quantity });
    }
    return this.lines.length;
  }

  take(sku, quantity) {
    const line = this.lines.find((one) => one.sku === sku);
    if (!line || line.quantity < quantity) {
      throw new Refusal(`no ${quantity} ${sku} in the cart`);
    }
    line.quantity -= quantity;
  }

  total() {
    let amount = 0;
    for (const { sku, quantity } of this.lines) {
      amount += PRICES[sku].each * quantity;
    }
    return (amount * (100 - this.percent)) / 100;
  }

  apply(code) {
    const offer = findOffer(code);
    this.percent = Math.max(this.percent, offer.percent);
    return offer.percent;
  }

  /** Removes the lines of which nothing is left; returns their number. */
  dropEmpty() {
    const count = this.lines.length;
    for (let i = 0; i < count; i++) {
      if (this.lines[i].quantity === 0) {
        this.lines.splice(i, 1);
      }
    }
    return count - this.lines.length;
  }
}

module.exports = { Cart, Refusal };
