'use strict';
// A table of a database, kept in memory.

class SqlError extends Error {
  constructor(message) {
    super(message);
    this.name = 'SqlError';
  }
}

class Table {
  constructor(name, columns) {
    this.name = name;
    this.columns = columns;
    this.rows = [];
  }

  insert(row) {
    this.rows.push({ ...row });
  }

  /** The wanted columns of the rows that `where` holds for. */
  select(wanted, where = () => true) {
    for (const column of wanted) {
      if (!this.columns.includes(column)) {
        throw new SqlError(`no such column: ${column}`);
      }
    }
    return this.rows
      .filter(where)
      .map((row) => Object.fromEntries(wanted.map((column) => [column, row[column]])));
  }

  /** Adds to a number in a row; numbers don't go below zero. */
  add(column, key, amount) {
    const row = this.rows.find((one) => one.name === key);
    if (row[column] + amount < 0) {
      throw new SqlError(`CHECK constraint failed: ${column} >= 0`);
    }
    row[column] += amount;
  }

  remove(key) {
    this.rows = this.rows.filter((row) => row.name !== key);
  }
}

module.exports = { SqlError, Table };
