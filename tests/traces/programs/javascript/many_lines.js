function check() {
  throw new Error('two things are wrong:\n  - the price\n\n  - the count');
}

check();
