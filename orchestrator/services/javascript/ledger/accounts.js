'use strict';
// Accounts in a table.

const { Table } = require('./table');

class LedgerError extends Error {}

const accounts = new Table('account', ['name', 'cents']);

function rowOf(name) {
  const [row = null] = accounts.select(['name', 'cents'], (one) => one.name === name);
  return row;
}

function open(name, cents) {
  if (rowOf(name) !== null) {
    throw new LedgerError(`${name} has an account`);
  }
  accounts.insert({ name, cents });
}

function balance(name) {
  const row = rowOf(name);
  if (row === null) {
    throw new LedgerError(`no account ${name}`);
  }
  return row.cents;
}

function richest() {
  const rows = accounts.select(['name', 'balance']);
  if (rows.length === 0) {
    throw new LedgerError('no accounts');
  }
  rows.sort((a, b) => b.balance - a.balance || a.name.localeCompare(b.name));
  return `${rows[0].name} ${rows[0].balance}`;
}

function transfer(giver, taker, cents) {
  balance(giver);
  balance(taker);
  accounts.add('cents', taker, cents);
  accounts.add('cents', giver, -cents);
}

/** Pays out what is left. */
function close(name) {
  const { cents } = rowOf(name);
  accounts.remove(name);
  return cents;
}

module.exports = { LedgerError, open, balance, richest, transfer, close };
