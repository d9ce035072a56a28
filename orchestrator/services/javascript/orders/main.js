'use strict';
// The order service: an operation and fields (`create sku=a1 email=ann@example.org`) a line.

const { createInterface } = require('readline');
const { HttpError, ...endpoints } = require('./endpoints');

function fields(words) {
  const payload = {};
  for (const word of words) {
    const [name, value] = word.split('=');
    payload[name] = value;
  }
  return payload;
}

async function handle(line) {
  const [operation, ...words] = line.trim().split(' ');
  if (!Object.hasOwn(endpoints, operation)) {
    return 'error unknown operation';
  }
  try {
    return await endpoints[operation](fields(words));
  } catch (error) {
    if (error instanceof HttpError) {
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
