const assert = require('node:assert');

function audit(left, right) {
  assert.strictEqual(left, right);
}

audit(1, 2);
