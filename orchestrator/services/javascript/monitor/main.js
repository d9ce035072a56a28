'use strict';
// The monitor service: keeps measurements and reports on them.

const { createInterface } = require('readline');
const history = require('./history');
const reports = require('./reports');

function number(text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new history.MonitorError(`${text} is no number`);
  }
  return value;
}

function record(metric, texts) {
  const values = texts.map((text) => number(text));
  for (const value of values) {
    history.remember(metric, value);
  }
  return `recorded ${values.length}`;
}

/** Measures 1, 2, … `count`. */
function burst(metric, count) {
  for (let value = 1; value <= count; value++) {
    history.remember(metric, value);
  }
  return `recorded ${count}, ${history.held()} held`;
}

function respond([operation, metric, ...words]) {
  switch (operation) {
    case 'record':
      return record(metric, words);
    case 'burst':
      return burst(metric, number(words[0]));
    case 'last':
      return `last ${history.valuesOf(metric).pop()}`;
    case 'percentile':
      return `percentile ${reports.percentile(history.valuesOf(metric), number(words[0]))}`;
    case 'trend':
      return `trend ${reports.trend(history.valuesOf(metric))}`;
    case 'table':
      return `table ${reports.table(history.valuesOf(metric))}`;
    case 'list':
      return `list ${reports.list(history.valuesOf(metric))}`;
    default:
      throw new history.MonitorError('unknown operation');
  }
}

function handle(line) {
  try {
    return respond(line.trim().split(' '));
  } catch (error) {
    if (error instanceof history.MonitorError) {
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
