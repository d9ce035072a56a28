'use strict';

const { sum, mean } = require('./stats');

const sections = {
  total(values) {
    return `total ${sum(values)}`;
  },
  average(values) {
    return `average ${mean(values).toFixed(2)}`;
  },
  spread(values) {
    const sorted = values.slice().sort((a, b) => a - b);
    return `spread ${sorted[0]}..${sorted.at(-1)} around ${median(sorted)}`;
  },
};

function build(names, values) {
  const lines = [];
  for (const name of names) {
    if (!(name in sections)) {
      lines.push(`? ${name}`);
      continue;
    }
    lines.push(sections[name](values));
  }
  return lines.join('\n');
}

const [names, ...numbers] = process.argv.slice(2);
console.log(build(names.split('+'), numbers.map(Number)));
