const { EventEmitter } = require('node:events');

const till = new EventEmitter();
till.on('sale', function (sale) {
  sale.items.forEach((item) => {
    item.tags.push('sold');
  });
});
till.emit('sale', { items: [{}] });
