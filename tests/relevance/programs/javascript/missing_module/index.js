'use strict';

const fs = require('fs');
const path = require('path');

/** Loads a theme by name; each is a module of its own. */
function loadTheme(name) {
  const file = path.join(__dirname, 'theme', `${name}.js`);
  return require(file);
}

function render(theme, text) {
  const { open, close } = theme;
  return `${open}${text}${close}`;
}

function available() {
  return fs
    .readdirSync(path.join(__dirname, 'themes'))
    .map((file) => path.basename(file, '.js'))
    .sort();
}

const [command, name, text] = process.argv.slice(2);
if (command === 'list') {
  console.log(available().join(', '));
} else {
  console.log(render(loadTheme(name), text));
}
