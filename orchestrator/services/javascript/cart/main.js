'use strict';
// The cart service: one request a line on stdin, one response a line on stdout.

const { createInterface } = require('readline');
const { Cart, Refusal } = require('./cart');
const { receipt } = require('./receipt');

const carts = new Map();

function cartOf(user) {
  if (!carts.has(user)) {
    carts.set(user, new Cart(user));
  }
  return carts.get(user);
}

function add(user, sku, text) {
  const quantity = Number(text);
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw new Refusal(`${text} is no quantity`);
  }
  return `lines ${cartOf(user).add(sku, quantity)}`;
}

function total(user) {
  return `total ${cartOf(user).total().toFixed(2)}`;
}

function coupon(user, code) {
  return `applied ${code} ${cartOf(user).apply(code)}%`;
}

function expire(user) {
  return `dropped ${cartOf(user).dropEmpty()}`;
}

function take(user, sku, text) {
  cartOf(user).take(sku, Number(text));
  return `took ${text} ${sku}`;
}

const operations = {
  add: [add, 3],
  total: [total, 1],
  coupon: [coupon, 2],
  take: [take, 3],
  expire: [expire, 1],
  receipt: [(user) => receipt(cartOf(user)), 1],
};

function handle(line) {
  const [name, ...words] = line.trim().split(' ');
  if (!Object.hasOwn(operations, name)) {
    return 'error unknown operation';
  }
  const [operation, count] = operations[name];
  if (words.length !== count) {
    return `error ${name} takes ${count} words`;
  }
  try {
    return operation(...words);
  } catch (error) {
    if (error instanceof Refusal) {
      return `error ${error.message}`;
    }
    throw error;
  }
}

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(handle(line));
  }
}

main();
