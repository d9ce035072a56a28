'use strict';
// The pricing service.

const { createInterface } = require('readline');
const prices = require('./prices');

function number(text) {
  const value = Number.parseInt(text, 10);
  if (Number.isNaN(value)) {
    throw new prices.PricingError(`${text} is no number`);
  }
  return value;
}

async function respond([operation, ...words]) {
  switch (operation) {
    case 'price':
      return prices.price(words[0], number(words[1])).toFixed(2);
    case 'average':
      return `average ${(Number(prices.average()) / 100).toFixed(2)}`;
    case 'discount':
      prices.setDiscount(words[0], number(words[1]));
      return `discount ${words[0]} ${words[1]}%`;
    case 'reduced':
      return `reduced ${prices.reduced(words[0]).toFixed(2)}`;
    case 'offer':
      return prices.offer(words[0]);
    default:
      throw new prices.PricingError('unknown operation');
  }
}

async function handle(line) {
  try {
    return await respond(line.trim().split(' '));
  } catch (error) {
    if (error instanceof prices.PricingError) {
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
