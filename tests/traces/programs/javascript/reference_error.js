'use strict';

const shop = {
  close() {
    state = 'closed';
  },
};

shop.close();
