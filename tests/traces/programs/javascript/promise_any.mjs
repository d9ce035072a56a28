async function ask(name) {
  throw new Error(`${name} is closed`);
}

await Promise.any([ask('north'), ask('south')]);
