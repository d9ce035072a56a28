'use strict';
// The ledger service; amounts are whole cents.

const { createInterface } = require('readline');
const ledger = require('./accounts');

function cents(text) {
  const amount = Number(text);
  if (!Number.isInteger(amount) || amount < 0) {
    throw new ledger.LedgerError(`${text} is no amount`);
  }
  return amount;
}

function transfer(giver, taker, amount) {
  try {
    ledger.transfer(giver, taker, amount);
    return `transferred ${amount}`;
  } catch (error) {
    if (error instanceof ledger.LedgerError) {
      // Nobody is told what is on another's account.
      return 'error refused';
    }
    throw error;
  }
}

function respond([operation, name, ...words]) {
  switch (operation) {
    case 'open':
      ledger.open(name, cents(words[0]));
      return `opened ${name}`;
    case 'balance':
      return `balance ${ledger.balance(name)}`;
    case 'richest':
      return `richest ${ledger.richest()}`;
    case 'transfer':
      return transfer(name, words[0], cents(words[1]));
    case 'close':
      return `closed ${name}, paid ${ledger.close(name)}`;
    default:
      throw new ledger.LedgerError('unknown operation');
  }
}

function handle(line) {
  try {
    return respond(line.trim().split(' '));
  } catch (error) {
    if (error instanceof ledger.LedgerError) {
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
