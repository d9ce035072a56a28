// Prints the headers of a raw HTTP request that comes in on standard input.
const fs = require('fs');

const HEADER = /^([A-Za-z-]+):\s*(.*)$/;

const split = (line) => {
  const found = HEADER.exec(line);
  return found && [found[1].toLowerCase(), found[2].trim()];
};

function parse(text) {
  const [first, ...lines] = text.split(/\r?\n/);
  const [method, target] = first.split(' ');
  const headers = {};
  for (const line of lines) {
    if (line === '') break;
    const [name, value] = split(line);
    headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
  }
  return { method, target, headers };
}

function summary({ method, target, headers }) {
  const names = Object.keys(headers).sort();
  return [`${method} ${target}`, ...names.map((n) => `  ${n} = ${headers[n]}`)].join('\n');
}

console.log(summary(parse(fs.readFileSync(0, 'utf8'))));
