const vm = require('node:vm');

function run(code) {
  return vm.runInNewContext(code, {}, { filename: 'rules/discount.js' });
}

run('\n  order.total * 2');
