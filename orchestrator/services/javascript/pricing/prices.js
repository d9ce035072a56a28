'use strict';
// Prices by category, and what was quoted of late.

const { call } = require('./transport');

const BASE = new Map([
  ['fruit', { each: 1.2 }],
  ['bakery', { each: 3.5 }],
  ['home', { each: 9 }],
]);
const WINDOW = 5;

class PricingError extends Error {}

const quoted = [];
const discounts = {};

function price(category, quantity) {
  const { each } = BASE.get(category);
  const amount = each * quantity;
  quoted.push(amount);
  if (quoted.length > WINDOW) {
    quoted.shift();
  }
  return amount;
}

/** The mean of the last five prices that were asked for, in cents. */
function average() {
  const cents = quoted.map((amount) => BigInt(Math.round(amount * 100)));
  const sum = cents.reduce((left, right) => left + right, 0n);
  return sum / BigInt(cents.length);
}

function setDiscount(category, percent) {
  if (percent >= 100) {
    throw new PricingError(`${percent} is no discount`);
  }
  discounts[category] = { percent };
}

/** The price of one piece, less the discount of its category. */
function reduced(category) {
  const base = BASE.get(category);
  if (!base) {
    throw new PricingError(`no price for ${category}`);
  }
  const percent = discounts[category].percent;
  return (base.each * (100 - percent)) / 100;
}

async function offer(sku) {
  const answer = await call('catalog', `category ${sku}`);
  if (answer.startsWith('error ')) {
    throw new PricingError(answer.slice(6));
  }
  if (!BASE.has(answer)) {
    throw new PricingError(`no price for ${answer}`);
  }
  return `offer ${sku} from ${BASE.get(answer).each.toFixed(2)}`;
}

module.exports = { PricingError, price, average, setDiscount, reduced, offer };
