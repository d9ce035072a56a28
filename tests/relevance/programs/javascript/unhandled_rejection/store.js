const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Store {
  #files = new Map();

  constructor({ quota }) {
    this.quota = quota;
  }

  get used() {
    return [...this.#files.values()].reduce((sum, size) => sum + size, 0);
  }

  async put(name, size) {
    await wait(1);
    if (this.used + size > this.quota) {
      return Promise.reject(`quota exceeded by ${name}`);
    }
    this.#files.set(name, size);
  }
}

module.exports = { Store };
