// A tiny text adventure: moves come as arguments.
import { describe } from './rooms.mjs';

const start = 'hall';
let where = start;

const moves = {
  hall: { n: 'library', e: 'kitchen' },
  library: { s: 'hall' },
  kitchen: { w: 'hall' },
};

function step(direction) {
  const next = moves[where][direction];
  if (next === undefined) {
    return 'You cannot go there.';
  }
  where = next;
  steps += 1;
  return describe(where);
}

function play(directions) {
  return directions.map(step);
}

console.log(describe(start));
for (const line of play(process.argv.slice(2))) {
  console.log(line);
}

let steps = 0;
