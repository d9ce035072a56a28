'use strict';

/**
 * Sessions of the shop's visitors, kept in memory.
 */
class Sessions {
  constructor(clock = Date.now) {
    this.clock = clock;
    this.byToken = new Map();
  }

  /** Opens a session for a user and returns its token. */
  open(user, minutes = 30) {
    const token = `${user.id}-${this.clock().toString(36)}`;
    this.byToken.set(token, { user, expires: this.clock() + minutes * 60_000 });
    return token;
  }

  /** The user that a token stands for. */
  userOf(token) {
    return this.byToken.get(token).user;
  }

  /** Ends a session. */
  close(token) {
    this.byToken.delete(token);
  }
}

/* The greeting on top of each page. */
function greeting(user) {
  return `Welcome back, ${user.name}!`;
}

/* The cookie that carries the token. */
function cookie(token) {
  return `session=${token}; HttpOnly; SameSite=Lax`;
}

module.exports = { Sessions, greeting, cookie };
