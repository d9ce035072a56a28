'use strict';
// What can be read off measurements.

const { asTabel, asLine } = require('./formats');

/** The smallest value that at least so many percent do not exceed. */
function percentile(values, percent) {
  const ordered = [...values].sort((a, b) => a - b);
  const rank = ceil((ordered.length * percent) / 100);
  return ordered[Math.max(rank, 1) - 1];
}

/** Where the last value is, seen from the first: up, down or level. */
function trend(values) {
  const direction = 'level';
  const first = values[0];
  const last = values[values.length - 1];
  if (last !== first) {
    direction = last > first ? 'up' : 'down';
  }
  return direction;
}

function table(values) {
  return asTabel(values);
}

function list(values) {
  return asLine(values);
}

module.exports = { percentile, trend, table, list };
