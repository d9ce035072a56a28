'use strict';
// The stock service.

const { createInterface } = require('readline');
const { Shelf, StockError } = require('./shelf');

const shelf = new Shelf([
  ['a1', 10],
  ['b2', 4],
  ['g7', 5],
]);

function number(text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new StockError(`${text} is no number`);
  }
  return value;
}

function respond(words) {
  const [operation, sku, quantity] = words;
  switch (operation) {
    case 'reserve':
      shelf.reserve(sku, number(quantity));
      return `reserved ${sku} ${quantity}`;
    case 'restock':
      return `restocked ${sku} ${shelf.restock(sku, number(quantity))}`;
    case 'level':
      return String(shelf.level(sku));
    case 'deliveries':
      return `deliveries ${shelf.delivered(sku).length}`;
    case 'purge':
      return `purged ${shelf.purge()}`;
    default:
      throw new StockError('unknown operation');
  }
}

function handle(line) {
  try {
    return respond(line.trim().split(' '));
  } catch (error) {
    if (error instanceof StockError) {
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
