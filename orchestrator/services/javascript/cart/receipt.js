'use strict';
// What a shopper gets to read.

function lineOf({ sku, quantity }) {
  return quantity === 1 ? sku : `${quantity} ${sku}`;
}

function receipt(cart) {
  const items = cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  const bought = cart.lines.map(lineOf).join(', ');
  return `receipt ${items.padStart(3)} items: ${bought}`;
}

module.exports = { receipt };
