'use strict';

/** Draws a table of figures with dotted leaders. */

function dots(room) {
  return '.'.repeat(room);
}

function row(title, value, width) {
  const room = width - title.length - value.length - 2;
  return `${title} ${dots(room)} ${value}`;
}

function table(rows, width) {
  const out = [];
  for (const { title, value } of rows) {
    out.push(row(title, value, width));
  }
  out.push('='.repeat(width));
  return out;
}

function read(words) {
  return words.map((word) => {
    const at = word.indexOf('=');
    return { title: word.slice(0, at), value: word.slice(at + 1) };
  });
}

const [width, ...words] = process.argv.slice(2);
for (const line of table(read(words), Number(width))) {
  console.log(line);
}
