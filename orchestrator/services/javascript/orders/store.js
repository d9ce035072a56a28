'use strict';
// Orders, as a driver of a database would keep them: reading and numbering take a while.

const orders = new Map();
let last = 0;

async function audit(event) {
  return `${event} noted`;
}

async function nextNumber() {
  const number = last + 1;
  await audit('numbering');
  last = number;
  return number;
}

function insert(number, order) {
  if (orders.has(number)) {
    throw new Error(`order ${number} is there already`);
  }
  orders.set(number, order);
}

async function fetch(number) {
  await audit('reading');
  return orders.get(number) ?? null;
}

function cached(number) {
  return orders.get(number) ?? null;
}

module.exports = { nextNumber, insert, fetch, cached };
