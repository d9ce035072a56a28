'use strict';
// Calls of other services: one line out, one line back, over TCP on this machine.

const net = require('net');

const TIMEOUT = 1000;

function exchange(port, line) {
  return new Promise((resolve, reject) => {
    const socket = net.createConnection({ host: '127.0.0.1', port });
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(TIMEOUT, () => {
      socket.destroy();
      reject(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }));
    });
    socket.on('connect', () => socket.write(`${line}\n`));
    socket.on('data', (text) => {
      answer += text;
      if (answer.includes('\n')) {
        socket.end();
        resolve(answer.split('\n')[0]);
      }
    });
    socket.on('error', reject);
    socket.on('close', () =>
      reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
    );
  });
}

/** The service's answer. Rejects with an Error whose code tells what became of the connection. */
async function call(service, line) {
  const port = Number(process.env[`PORT_${service.toUpperCase()}`]);
  try {
    return await exchange(port, line);
  } catch (cause) {
    // An error of the socket has no frames of ours.
    const error = new Error(cause.message);
    error.code = cause.code;
    throw error;
  }
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

module.exports = { call, pause };
