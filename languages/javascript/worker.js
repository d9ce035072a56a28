// The worker behind the oracle for JavaScript: compiles what it is sent and never runs it.
// The frames and the answers' form are described in ../workers.py and ../worker_oracle.py.
"use strict";
const fs = require("fs");
const vm = require("vm");

// What node hands to a CommonJS module; a file that declares one of them again is refused.
const WRAPPER = ["exports", "require", "module", "__filename", "__dirname"];
const NAME = "patchvet";
const BYTE_ORDER_MARK = /^\uFEFF/;

function read(length) {
  const data = Buffer.allocUnsafe(length);
  let have = 0;
  while (have < length) {
    let got = 0;
    try {
      got = fs.readSync(0, data, have, length - have, null);
    } catch (error) {
      if (error.code === "EAGAIN") continue;
      if (error.code !== "EOF") throw error; // Windows throws at the end of a pipe
    }
    if (got === 0) process.exit(0); // the checker is gone
    have += got;
  }
  return data;
}

function write(text) {
  const body = Buffer.from(text, "utf8");
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, 4);
  for (let sent = 0; sent < frame.length; ) sent += fs.writeSync(1, frame, sent);
}

function asCommonJS(text) {
  vm.compileFunction(text, WRAPPER, { filename: NAME });
}

function asModule(text) {
  new vm.SourceTextModule(text, { identifier: NAME });
}

// null, or what is wrong with the text that was compiled.
function failure(compile, text) {
  try {
    compile(text);
    return null;
  } catch (error) {
    return { error, text };
  }
}

// `.mjs` and `.cjs` say what they are. Elsewhere package.json would; a patch that is judged file by
// file may be either, and the wrong goal is no error of its syntax: one that accepts is enough.
function judge(path, source) {
  // node drops a byte order mark in front of a module; in front of a script it is white space, and
  // then no hashbang may follow it (node 20).
  const text = source.replace(BYTE_ORDER_MARK, "");
  if (path.endsWith(".mjs")) return failure(asModule, text);
  const script = failure(asCommonJS, source);
  if (script === null || path.endsWith(".cjs")) return script;
  const module = failure(asModule, text);
  if (module === null) return null;
  return looksLikeModule(script.error) ? module : script;
}

// V8's words for what only a module may say: then the module's error is the one to report.
function looksLikeModule(error) {
  return /outside a module|import\.meta|token 'export'|await is only valid/.test(error.message);
}

// node writes the place into a script's error, but into a module's only when a script throws it.
const rethrow = new vm.Script("throw patchvetError", { filename: NAME });

function stackOf(error) {
  globalThis.patchvetError = error;
  return String(failure(() => rethrow.runInThisContext()).error.stack);
}

// The stack starts with `NAME:LINE`, the line's text, and ^^^ below it. V8 ends lines at more than
// \n and counts UTF-16 units; we count \n and characters in the text in front of the error.
function place({ error, text }) {
  const [head, , marks] = stackOf(error).split("\n", 3);
  // Any name: the source may give itself another (`//# sourceURL=x`).
  const found = /^(?!SyntaxError).*:(\d+)$/.exec(head);
  if (!found) return "0\t0";
  const ends = /\r\n|[\n\r\u2028\u2029]/g;
  let start = 0;
  for (let line = 1; line < Number(found[1]) && ends.exec(text); line++) start = ends.lastIndex;
  const caret = (marks ?? "").indexOf("^");
  const before = text.slice(0, start + Math.max(caret, 0)).split("\n");
  const column = [...before[before.length - 1].replace(BYTE_ORDER_MARK, "")].length + 1;
  // No caret: at the end of the file, and below very long lines.
  return `${before.length}\t${caret < 0 && start < text.length ? 0 : column}`;
}

function answer(path, source) {
  const wrong = judge(path, source);
  if (wrong === null) return "accepted";
  const message = wrong.error.message.replace(/\s+/g, " ");
  if (wrong.error.name !== "SyntaxError") return `unknown\nnode gives up on this file (${message})`;
  return `rejected\n${place(wrong)}\t${message}`;
}

write(process.versions.node);
for (;;) {
  const body = read(read(4).readUInt32BE(0));
  const end = body.indexOf(0);
  // Like node, which takes bytes that are no UTF-8 for U+FFFD.
  write(answer(body.toString("utf8", 0, end), body.toString("utf8", end + 1)));
}
