class OutOfStock extends Error {
  constructor(item) {
    super(`no ${item} left`);
    this.name = 'OutOfStock';
    this.item = item;
  }
}

class Shelf {
  take(item) {
    throw new OutOfStock(item);
  }
}

Shelf.prototype.grab = Shelf.prototype.take;
new Shelf().grab('pen');
