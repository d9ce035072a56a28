'use strict';
// What the gateway asks of other services.

const { Refusal } = require('./quantities');
const { call } = require('./transport');

/** The answer; an error of the other service becomes one of the gateway, as it is. */
async function ask(service, line) {
  const answer = await call(service, line);
  if (answer.startsWith('error ')) {
    throw new Refusal(answer.slice('error '.length));
  }
  return answer;
}

async function find(sku) {
  const [, name, category] = (await ask('catalog', `find ${sku}`)).split(' ');
  return { name, category };
}

function price(category, quantity) {
  return ask('pricing', `price ${category} ${quantity}`);
}

function reserve(sku, quantity) {
  return ask('stock', `reserve ${sku} ${quantity}`);
}

/** The catalog shows an item as `sku=a1 name=apple …`. */
async function categoryOf(sku) {
  const shown = await ask('catalog', `show ${sku}`);
  const fields = Object.fromEntries(shown.split(' ').map((pair) => pair.split('=')));
  return fields.category.toLowerCase();
}

async function book(sku, quantity) {
  await ask('stock', `reserve ${sku} ${quantity}`);
  return `booked ${sku} ${quantity}`;
}

async function level(sku) {
  const answer = await ask('stock', `level ${sku}`);
  return Number(answer);
}

/** What a euro is worth; only the rates service knows. */
async function exchangeRate(currency) {
  return Number(await ask('rates', `rate ${currency}`));
}

module.exports = { ask, find, price, reserve, categoryOf, book, level, exchangeRate };
