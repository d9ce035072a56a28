// Converts temperatures and lengths: `convert.mjs c2f 20`, `convert.mjs in2cm 4`.
const groups = {
  c2f: 'heat',
  f2c: 'heat',
  in2cm: 'length',
  cm2in: 'length',
};

async function converter(name) {
  const group = groups[name];
  if (group === undefined) return null;
  const module = await import(`../units/${group}.mjs`);
  return module[name];
}

async function convert(name, value) {
  const change = await converter(name);
  if (!change) return `cannot do ${name}`;
  return `${value} -> ${Math.round(change(value) * 100) / 100}`;
}

const [name, value] = process.argv.slice(2);
console.log(await convert(name, Number(value)));
