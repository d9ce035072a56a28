'use strict';
// The catalog service: finds items by their stock-keeping unit.

const { createInterface } = require('readline');
const { Catalog, CatalogError } = require('./catalog');

const catalog = new Catalog();
catalog.add('a1', 'apple', 'fruit');
catalog.add('b2', 'bread', 'bakery');
catalog.add('c3', 'candle', 'home');
catalog.add('g7', 'voucher', 'gifts');

function respond(operation, words) {
  switch (operation) {
    case 'find':
      return catalog.find(words[0]);
    case 'show':
      return catalog.show(words[0]);
    case 'add':
      catalog.add(words[0], words[1], words[2]);
      return `added ${words[0]}`;
    case 'category':
      return catalog.categoryOf(words[0]);
    case 'longest':
      return `longest ${catalog.longestName(words[0])}`;
    default:
      throw new CatalogError('unknown operation');
  }
}

function handle(line) {
  const words = line.trim().split(' ');
  try {
    return respond(words[0], words.slice(1));
  } catch (error) {
    if (error instanceof CatalogError) {
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
