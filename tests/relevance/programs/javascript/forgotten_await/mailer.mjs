import { setTimeout as sleep } from 'node:timers/promises';

export class Mailer {
  sent = 0;

  constructor(known) {
    this.known = new Set(known);
  }

  async send(address, text) {
    await sleep(1);
    if (!this.known.has(address)) {
      throw new Error(`no mailbox ${address}`);
    }
    this.sent += 1;
    return `${text} -> ${address}`;
  }
}
