const { Store } = require('./store');

const store = new Store({ quota: 100 });

async function upload(file) {
  const [name, size] = file.split('@');
  await store.put(name, Number(size));
  return `${name} stored`;
}

function uploadAll(files) {
  const results = [];
  for (const file of files) {
    results.push(upload(file));
  }
  return results;
}

async function main(files) {
  const started = uploadAll(files);
  for (const result of started) {
    console.log(await result);
  }
  console.log(`${store.used} of ${store.quota} used`);
}

main(process.argv.slice(2));
