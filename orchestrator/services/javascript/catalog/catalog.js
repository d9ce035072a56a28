'use strict';
// The items on offer.

/** What was asked for is not in the catalog, or cannot be put there. */
class CatalogError extends Error {
  constructor(message) {
    super(message);
    this.name = 'CatalogError';
  }
}

class Catalog {
  #items = new Map();

  add(sku, name, category) {
    if (this.#items.has(sku)) {
      throw new CatalogError(`${sku} is there already`);
    }
    this.#items.set(sku, { sku, name, category });
  }

  find(sku) {
    const item = this.#items.get(sku);
    return `${item.sku} ${item.name} ${item.category}`;
  }

  show(sku) {
    if (!this.#items.has(sku)) {
      throw new CatalogError(`no item ${sku}`);
    }
    const { name, category } = this.#items.get(sku);
    return `sku=${sku} name=${name} group=${category}`;
  }

  categoryOf(sku) {
    const [item] = [...this.#items.values()].filter((one) => one.sku === sku);
    const { category } = item;
    return category;
  }

  /** For the width of the labels on a shelf. */
  longestName(category) {
    return [...this.#items.values()]
      .filter((item) => item.category === category)
      .map((item) => item.name)
      .reduce((longest, name) => (name.length > longest.length ? name : longest));
  }
}

module.exports = { Catalog, CatalogError };
