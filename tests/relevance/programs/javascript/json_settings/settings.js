'use strict';

const fs = require('fs');

const DEFAULTS = Object.freeze({ theme: 'light', size: 12 });

/** What a user chose, over the defaults; `path` may not exist yet. */
function read(path) {
  const text = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined;
  const chosen = JSON.parse(text);
  return { ...DEFAULTS, ...chosen };
}

function write(path, settings) {
  const changed = Object.entries(settings).filter(([key, value]) => DEFAULTS[key] !== value);
  fs.writeFileSync(path, JSON.stringify(Object.fromEntries(changed)));
  return changed.length;
}

function assign(settings, words) {
  for (const word of words) {
    const [key, value] = word.split('=');
    settings[key] = key === 'size' ? Number(value) : value;
  }
  return settings;
}

const [user, ...words] = process.argv.slice(2);
const path = `${user}.json`;
const settings = assign(read(path), words);
console.log(`${write(path, settings)} changed`);
console.log(fs.readFileSync(path, 'utf8'));
