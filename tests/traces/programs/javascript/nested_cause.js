function read() {
  null.text;
}

function load() {
  try {
    read();
  } catch (cause) {
    const error = new RangeError('no settings', { cause });
    error.code = 'E_SETTINGS';
    throw error;
  }
}

try {
  load();
} catch (cause) {
  throw new Error('cannot start', { cause });
}
