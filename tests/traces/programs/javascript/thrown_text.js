function stop() {
  throw 'out of stock';
}

stop();
