'use strict';

const { Router } = require('./router');

const products = new Map([
  ['tea', { title: 'Green tea', price: { net: 420, vat: 0.07 } }],
  ['mug', { title: 'Blue mug', price: { net: 990, vat: 0.19 } }],
  ['card', { title: 'Gift card' }],
]);

function gross(price) {
  return Math.round(price.net * (1 + price.vat));
}

function label(product) {
  const cents = gross(product.price);
  return `${product.title}: ${(cents / 100).toFixed(2)}`;
}

const router = new Router();
router.add('list', () => [...products.keys()].join(' '));
router.add('show', (id) => {
  const product = products.get(id);
  if (!product) return `no product ${id}`;
  return label(product);
});

for (const request of process.argv.slice(2)) {
  console.log(router.handle(request));
}
