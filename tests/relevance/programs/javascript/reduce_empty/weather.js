// `weather.js CITY...` prints the warmest station of each city.
const { stationsOf } = require('./stations');

function warmer(a, b) {
  return b.celsius > a.celsius ? b : a;
}

function warmest(stations) {
  return stations.filter((station) => station.online).reduce(warmer);
}

function coldest(stations) {
  let found;
  for (const station of stations) {
    if (!found || station.celsius < found.celsius) found = station;
  }
  return found;
}

function headline(city) {
  const stations = stationsOf(city);
  const top = warmest(stations);
  return `${city}: ${top.name} ${top.celsius} C`;
}

function cold(city) {
  const found = coldest(stationsOf(city));
  return found ? `${city}: ${found.name} ${found.celsius} C` : `${city}: no station`;
}

const [mode, ...cities] = process.argv.slice(2);
const line = mode === '--cold' ? cold : headline;
console.log(cities.map(line).join('\n'));
