'use strict';

class Router {
  constructor() {
    this.routes = {};
  }

  add(name, handler) {
    this.routes[name] = handler;
  }

  handle(request) {
    const [name, ...rest] = request.split('/');
    const handler = this.routes[name];
    if (handler === undefined) {
      return `404 ${name}`;
    }
    return handler(...rest);
  }
}

module.exports = { Router };
