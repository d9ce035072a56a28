import { Mailer } from './mailer.mjs';

const mailer = new Mailer(['ops@example.org', 'dev@example.org']);

async function notify(address, text) {
  try {
    return mailer.send(address, text);
  } catch (error) {
    return `kept for ${address}: ${error.message}`;
  }
}

async function broadcast(addresses, text) {
  const report = [];
  for (const address of addresses) {
    report.push(await notify(address, text));
  }
  return report;
}

const [text, ...addresses] = process.argv.slice(2);
const report = await broadcast(addresses, text);
console.log(report.join('\n'));
console.log(`${mailer.sent} sent`);
