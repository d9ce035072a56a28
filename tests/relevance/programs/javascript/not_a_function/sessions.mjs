import { Cache } from './cache.mjs';

const sessions = new Cache(3);

export function login(user) {
  const token = `${user}-${sessions.size + 1}`;
  sessions.put(token, { user, since: Date.now() });
  return token;
}

export function whoami(token) {
  const session = sessions.get(token);
  return session ? session.user : 'nobody';
}

export function logout(token) {
  const known = sessions.get(token) !== undefined;
  sessions.delete(token);
  return known ? 'bye' : 'who?';
}

const commands = { login, whoami, logout };

for (const word of process.argv.slice(2)) {
  const [name, argument] = word.split(':');
  console.log(commands[name](argument));
}
