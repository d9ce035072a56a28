'use strict';

const DEFAULTS = { version: 'latest' };

function step(entry) {
  const { host, labels } = entry;
  const version = entry.version || DEFAULTS.version;
  return { host, version, canary: labels.includes('canary') };
}

function canariesFirst(a, b) {
  return Number(b.canary) - Number(a.canary);
}

async function loadPlan({ text }) {
  const entries = JSON.parse(text);
  return { steps: entries.map(step).sort(canariesFirst) };
}

module.exports = { loadPlan };
