'use strict';
// What customers write for amounts.

/** A request that cannot be served, with the reason that the customer is told. */
class Refusal extends Error {}

function parseCount(text) {
  const count = Number(text);
  return Number.isInteger(count) ? { count } : null;
}

function quantityOf(text) {
  const quantity = parseCount(text).count;
  if (quantity < 1) {
    throw new Refusal(`${quantity} is no quantity`);
  }
  return quantity;
}

module.exports = { Refusal, quantityOf };
