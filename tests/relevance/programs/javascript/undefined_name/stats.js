'use strict';

const sum = (values) => values.reduce((a, b) => a + b, 0);

const mean = (values) => sum(values) / values.length;

/** The middle of sorted values. */
function median(sorted) {
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

module.exports = { sum, mean, median };
