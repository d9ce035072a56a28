// Follows a stream of events, one JSON document a line, and counts them by kind.
const readline = require('readline');

class Counter {
  counts = new Map();

  add(kind, n = 1) {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + n);
  }

  toString() {
    return [...this.counts].map(([kind, n]) => `${kind}: ${n}`).join('\n');
  }
}

function decode(line) {
  const event = JSON.parse(line);
  return { kind: event.kind ?? 'unknown', weight: event.weight ?? 1 };
}

async function consume(input, counter) {
  const lines = readline.createInterface({ input });
  for await (const line of lines) {
    const { kind, weight } = decode(line);
    counter.add(kind, weight);
  }
  return counter;
}

async function main() {
  const counter = await consume(process.stdin, new Counter());
  console.log(String(counter));
}

main();
