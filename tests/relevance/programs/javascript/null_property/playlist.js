class Track {
  constructor(title, seconds) {
    this.title = title;
    this.seconds = seconds;
    this.next = null;
  }
}

class Playlist {
  head = null;
  current = null;

  push(title, seconds) {
    const track = new Track(title, seconds);
    if (this.head === null) {
      this.head = track;
      this.current = track;
      return this;
    }
    let last = this.head;
    while (last.next !== null) last = last.next;
    last.next = track;
    return this;
  }

  skip() {
    const { next } = this.current;
    this.current = next;
    return this.playing();
  }

  playing() {
    return `playing ${this.current.title}`;
  }

  get length() {
    let sum = 0;
    for (let track = this.head; track; track = track.next) sum += track.seconds;
    return sum;
  }
}

function perform(list, command) {
  switch (command) {
    case 'skip':
      return list.skip();
    case 'length':
      return `${list.length} s`;
    default:
      return list.playing();
  }
}

const list = new Playlist().push('Intro', 42).push('Rain', 181).push('Outro', 65);
process.argv.slice(2).forEach((command) => console.log(perform(list, command)));
