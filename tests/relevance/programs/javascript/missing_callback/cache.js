'use strict';

function Loader(source) {
  this.source = source;
  this.hits = 0;
  this.memory = Object.create(null);
}

Loader.prototype.fetch = function (key, options, done) {
  if (typeof options === 'function') {
    options = {};
  }
  const self = this;
  if (key in self.memory && !options.fresh) {
    self.hits += 1;
    return done(null, self.memory[key]);
  }
  setImmediate(function () {
    const value = self.source[key];
    if (value === undefined) return done(new Error('no ' + key));
    self.memory[key] = value;
    return done(null, value);
  });
};

Loader.prototype.stats = function () {
  return Object.keys(this.memory).length + ' kept, ' + this.hits + ' hit(s)';
};

module.exports = Loader;
