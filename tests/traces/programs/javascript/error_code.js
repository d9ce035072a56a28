const fs = require('node:fs');

function read(path) {
  return fs.readFileSync(path, 'utf8');
}

read('/nowhere/prices.csv');
