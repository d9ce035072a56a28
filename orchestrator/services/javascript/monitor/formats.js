'use strict';
// How measurements are written.

function asTable(values) {
  return values.join(' | ');
}

function asLine(values) {
  return values.join(' ');
}

module.exports = { asTable, asLine };
