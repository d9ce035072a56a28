const path = require('node:path');

function place(folder) {
  return path.join(folder, 'prices.csv');
}

place(undefined);
