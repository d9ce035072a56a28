// Distances along a bus route: `route.js A B C` with the stops' places from a table.
const PLACES = {
  station: [0, 0],
  market: [3, 4],
  school: [3, 8],
  lake: [6, 12],
};

function lookup(names) {
  return names.map((name) => ({ name, place: PLACES[name] }));
}

function legs(stops) {
  const out = [];
  for (let i = 0; i < stops.length; i++) {
    const from = stops[i];
    const to = stops[i + 1];
    const [x, y] = from.place;
    const [u, v] = to.place;
    out.push({ from: from.name, to: to.name, km: Math.hypot(u - x, v - y) });
  }
  return out;
}

function print(stops) {
  let total = 0;
  for (const { from, to, km } of legs(stops)) {
    total += km;
    console.log(`${from} - ${to}: ${km.toFixed(1)}`);
  }
  console.log(`total ${total.toFixed(1)}`);
}

const [command, ...names] = process.argv.slice(2);
if (command === 'stops') {
  console.log(lookup(names).map(({ name, place }) => `${name} ${place ?? '?'}`).join('\n'));
} else {
  print(lookup(names));
}
