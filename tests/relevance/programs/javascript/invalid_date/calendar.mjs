// Turns `title @ date` lines into calendar entries.
import { readFileSync } from 'node:fs';

function* entries(text) {
  for (const line of text.split('\n')) {
    if (!line.trim()) continue;
    const [title, when] = line.split('@').map((part) => part.trim());
    yield { title, when };
  }
}

const day = (when) => new Date(`${when}T00:00:00Z`);

class Calendar {
  #events = [];

  schedule({ title, when }) {
    const start = day(when);
    this.#events.push({ title, start });
  }

  *lines() {
    const ordered = this.#events.toSorted((a, b) => a.start - b.start);
    for (const { title, start } of ordered) {
      yield `${start.toISOString().slice(0, 10)} ${title}`;
    }
  }

  get size() {
    return this.#events.length;
  }
}

const calendar = new Calendar();
for (const entry of entries(readFileSync(0, 'utf8'))) {
  calendar.schedule(entry);
}
for (const line of calendar.lines()) console.log(line);
console.log(`${calendar.size} event(s)`);
