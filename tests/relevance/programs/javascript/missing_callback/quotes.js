'use strict';

const Loader = require('./cache');

const loader = new Loader({ seneca: 'Errare humanum est.', ovid: 'Gutta cavat lapidem.' });

function show(error, text) {
  console.log(error ? 'sorry, ' + error.message : text);
}

function next(words) {
  if (words.length === 0) {
    console.log(loader.stats());
    return;
  }
  const [word, ...rest] = words;
  function after(error, text) {
    show(error, text);
    next(rest);
  }
  if (word.endsWith('!')) {
    loader.fetch(word.slice(0, -1), { fresh: true }, after);
  } else {
    loader.fetch(word, after);
  }
}

next(process.argv.slice(2));
