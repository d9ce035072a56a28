'use strict';
// What clients can do with orders.

const store = require('./store');

class HttpError extends Error {}

function numberOf(payload) {
  const number = Number(payload.number);
  if (!Number.isInteger(number)) {
    throw new HttpError('a number is required');
  }
  return number;
}

async function place(order) {
  const number = await store.nextNumber();
  store.insert(number, order);
  return number;
}

async function create(payload) {
  const { sku, quantity = '1' } = payload;
  if (!sku) {
    throw new HttpError('a sku is required');
  }
  const email = payload.email.toLowerCase();
  const number = await place({ sku, quantity: Number(quantity), email });
  return `created ${number} for ${email}`;
}

/** Several orders at once: `batch skus=a1,b2 email=…`. */
async function batch({ skus = '', email = 'nobody' }) {
  const wanted = skus.split(',').filter((sku) => sku !== '');
  const numbers = await Promise.all(wanted.map((sku) => place({ sku, quantity: 1, email })));
  return `created ${numbers.join(' ')}`;
}

function show(payload) {
  return store.cached(numberOf(payload)).then((order) => {
    if (order === null) {
      throw new HttpError('no such order');
    }
    return `order ${order.quantity} ${order.sku}`;
  });
}

async function receiver(payload) {
  const order = store.fetch(numberOf(payload));
  if (order === null) {
    return 'receiver unknown';
  }
  const [name, host] = order.email.split('@');
  return `receiver ${name} at ${host}`;
}

module.exports = { HttpError, create, batch, show, receiver };
