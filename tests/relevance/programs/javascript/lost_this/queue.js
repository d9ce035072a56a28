const { EventEmitter } = require('events');

class Worker {
  constructor(name, limit) {
    this.name = name;
    this.limit = limit;
    this.jobs = [];
  }

  take(job) {
    if (this.jobs.length >= this.limit) {
      return false;
    }
    this.jobs.push(job);
    return true;
  }

  summary() {
    return `${this.name} did ${this.jobs.join(', ')}`;
  }
}

class Office extends EventEmitter {
  constructor(workers) {
    super();
    this.workers = workers;
    this.refused = 0;
    this.on('refused', () => {
      this.refused += 1;
    });
  }

  dispatch(job, takers) {
    for (const take of takers) {
      if (take(job)) return;
    }
    this.emit('refused', job);
  }

  run(jobs) {
    const takers = this.workers.map((worker) => worker.take);
    for (const job of jobs) this.dispatch(job, takers);
    return this.workers.map((worker) => worker.summary());
  }
}

const office = new Office([new Worker('ann', 1), new Worker('ben', 2)]);
for (const line of office.run(process.argv.slice(2))) console.log(line);
console.log(`${office.refused} refused`);
