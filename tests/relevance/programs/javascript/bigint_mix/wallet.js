'use strict';

const accounts = new Map();

function open(name, units) {
  accounts.set(name, { name, units: BigInt(units), moves: [] });
}

function feeOf(amount) {
  if (amount < 1000n) return 0n;
  if (amount < 1000000n) return amount / 100n;
  return 10000;
}

function transfer(from, to, amount) {
  const payer = accounts.get(from);
  const payee = accounts.get(to);
  const due = amount + feeOf(amount);
  if (payer.units < due) {
    return `${from} cannot pay ${due}`;
  }
  payer.units -= due;
  payee.units += amount;
  payer.moves.push(-due);
  payee.moves.push(amount);
  return `${from} paid ${due}`;
}

function balance(name) {
  return `${name} has ${accounts.get(name).units}`;
}

open('ann', '9007199254740993');
open('bob', '0');
for (const word of process.argv.slice(2)) {
  const [from, to, amount] = word.split('-');
  console.log(to ? transfer(from, to, BigInt(amount)) : balance(from));
}
