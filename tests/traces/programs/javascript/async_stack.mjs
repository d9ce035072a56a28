import { setTimeout as sleep } from 'node:timers/promises';

async function price(item) {
  await sleep(1);
  return item.price.net;
}

async function total(items) {
  return Promise.all(items.map(async (item) => await price(item)));
}

await total([{}]);
