'use strict';

const fs = require('fs');

/** Reads `child parent` lines; the parent `-` marks a root. */
function load(text) {
  const parents = new Map();
  for (const line of text.trim().split('\n')) {
    const [child, parent] = line.split(' ');
    parents.set(child, parent === '-' ? null : parent);
  }
  return parents;
}

function depth(parents, name) {
  const parent = parents.get(name);
  if (parent === null) return 0;
  return 1 + depth(parents, parent);
}

function widest(parents) {
  const counts = {};
  for (const parent of parents.values()) {
    if (parent !== null) counts[parent] = (counts[parent] || 0) + 1;
  }
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a])[0];
}

function describe(parents, name) {
  return `${'  '.repeat(depth(parents, name))}${name}`;
}

const parents = load(fs.readFileSync(0, 'utf8'));
for (const name of process.argv.slice(2)) {
  console.log(name === '--widest' ? widest(parents) : describe(parents, name));
}
