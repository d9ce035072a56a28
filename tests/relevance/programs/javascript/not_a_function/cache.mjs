/** Keeps the entries that were used last. */
export class Cache {
  #entries = new Map();

  constructor(limit) {
    this.limit = limit;
  }

  get size() {
    return this.#entries.size;
  }

  get(key) {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  put(key, value) {
    this.#entries.set(key, value);
    if (this.#entries.size > this.limit) {
      const [oldest] = this.#entries.keys();
      this.evict(oldest);
    }
  }

  evict(key) {
    return this.#entries.delete(key);
  }
}
