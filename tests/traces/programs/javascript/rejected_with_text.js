function close() {
  return Promise.reject('the till is closed');
}

close();
