function start() {
  return require('./syntax_error.js');
}

start();
