'use strict';

const { loadPlan } = require('./plan');

class DeployError extends Error {
  name = 'DeployError';
}

async function prepare(source) {
  try {
    return await loadPlan(source);
  } catch (cause) {
    throw new DeployError(`cannot prepare ${source.name}`, { cause });
  }
}

async function rollout(plan) {
  const done = [];
  for (const { host, version } of plan.steps) {
    done.push(`${host} <- ${version}`);
  }
  return done;
}

async function main([name, text]) {
  const plan = await prepare({ name, text });
  const lines = await rollout(plan);
  console.log([...lines, `${lines.length} host(s)`].join('\n'));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
