'use strict';
// The gateway: what customers ask, answered with the help of catalog, pricing and stock.

const { createInterface } = require('readline');
const clients = require('./clients');
const { Refusal, quantityOf } = require('./quantities');

async function quote(sku, text) {
  const quantity = quantityOf(text);
  const { name, category } = await clients.find(sku);
  const amount = await clients.price(category, quantity);
  await clients.reserve(sku, quantity);
  return `quote ${name} ${quantity} ${amount}`;
}

async function available(sku) {
  const left = await clients.level(sku);
  return left > 0 ? `available ${left}` : 'sold out';
}

async function convert(text, currency) {
  const cents = quantityOf(text);
  const amount = (cents * (await clients.exchangeRate(currency))) / 100;
  return `converted ${amount.toFixed(2)} ${currency}`;
}

const operations = {
  quote: { run: quote, words: 2 },
  group: { run: async (sku) => `group ${await clients.categoryOf(sku)}`, words: 1 },
  book: { run: (sku, text) => clients.book(sku, quantityOf(text)), words: 2 },
  available: { run: available, words: 1 },
  convert: { run: convert, words: 2 },
  deliver: {
    run: (sku, text) => clients.ask('stock', `restock ${sku} ${quantityOf(text)}`),
    words: 2,
  },
  offer: { run: (sku) => clients.ask('pricing', `offer ${sku}`), words: 1 },
};

async function handle(line) {
  const [name, ...words] = line.trim().split(' ');
  if (!Object.hasOwn(operations, name)) {
    return 'error unknown operation';
  }
  const operation = operations[name];
  if (words.length !== operation.words) {
    return `error ${name} takes ${operation.words} words`;
  }
  try {
    return await operation.run(...words);
  } catch (error) {
    if (error instanceof Refusal) {
      return `error ${error.message}`;
    }
    throw error;
  }
}

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(await handle(line));
  }
}

main();
