/** Splits a bill: `split.mjs 10.00 3` prints what each has to pay, to the cent. */
import assert from 'node:assert/strict';

const cents = (text) => Math.round(parseFloat(text) * 100);
const money = (value) => (value / 100).toFixed(2);

function shares(total, people) {
  const each = Math.floor(total / people);
  return Array.from({ length: people }, () => each);
}

function settle(total, people) {
  const parts = shares(total, people);
  const sum = parts.reduce((a, b) => a + b, 0);
  assert.equal(sum, total, `the parts make ${money(sum)}, not ${money(total)}`);
  return parts;
}

function withTip(total, percent) {
  return total + Math.round((total * percent) / 100);
}

const [amount, people, tip = '0'] = process.argv.slice(2);
const parts = settle(withTip(cents(amount), Number(tip)), Number(people));
console.log(parts.map(money).join(' '));
