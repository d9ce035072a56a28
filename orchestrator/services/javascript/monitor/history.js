'use strict';
// What was measured, newest last.

const BUDGET = 1000;

class MonitorError extends Error {}

const entries = [];

function remember(metric, value) {
  entries.push({ metric, value });
  if (entries.length > BUDGET) {
    throw new RangeError(`history holds ${entries.length} entries, budget ${BUDGET}`);
  }
}

function held() {
  return entries.length;
}

function valuesOf(metric) {
  const found = entries.filter((entry) => entry.metric === metric).map(({ value }) => value);
  if (found.length === 0) {
    throw new MonitorError(`nothing known of ${metric}`);
  }
  return found;
}

module.exports = { MonitorError, remember, held, valuesOf };
