'use strict';
const p = (...a) => console.log(...a);
const sleep = (ms, v) => new Promise((r) => setTimeout(() => r(v), ms));
async function a1() { p('a1'); await null; p('a1b'); return 1; }
async function a2() { throw new TypeError('t'); }
async function a3() { return await a2(); }
const st = { n: 0, async inc() { const v = this.n; await sleep(1); this.n = v + 1; return this.n; }, async inc2() { this.n += await sleep(1, 1); return this.n; } };
async function main() {
  p(await a1(), await 5);
  try { await a2(); } catch (e) { p(e.message); }
  await Promise.all([st.inc(), st.inc()]); p(st.n);
  await Promise.all([st.inc2(), st.inc2()]); p(st.n);
  p(await Promise.all([1, sleep(2, 'x'), a1()]), (await Promise.allSettled([a2(), 1])).map((r) => r.status).join(), await Promise.race([sleep(5, 'slow'), sleep(1, 'fast')]), await Promise.any([a2(), sleep(1, 'any')]));
  await a2().catch((e) => p('c', e.message)).finally(() => p('f')).then((v) => p('then', v));
  new Promise((r, j) => { r(1); j(2); p('exec'); }).then((v) => { p(v); return sleep(1, 'z'); }).then((v) => { p(v); throw 1; }).catch((e) => p('E', e));
  await sleep(5);
  for await (const x of [sleep(2, 'q'), 'w']) p(x);
  for (const x of [1, 2]) { if (x === 2) break; await null; p(x); }
  const r = await (async () => { try { return await a3(); } catch (e) { return 'caught ' + e.message; } finally { p('fin'); } })(); p(r);
  const t = { then(res) { res('thenable'); } }; p(await t);
  let i = 0; while (i < 3) { i += await sleep(1, 1); } p(i);
  p(await (i > 2 ? sleep(1, 'yes') : 'no'), (await a1()) + (await a1()), [await 1, ...(await [2])], { k: await 3 }, `${await 'tpl'}`, (await null) ?? 'nn');
  setTimeout((x) => p('timer', x), 3, 'arg'); setImmediate(() => p('imm')); queueMicrotask(() => p('mt')); Promise.resolve().then(() => p('pr')); p('sync'); await sleep(6);
  const o = { async *z() {} };
  switch (await 2) { case 2: p(await 'two'); break; default: p('no'); }
  const outer = async () => { await inner(); }; const inner = async () => { await sleep(1); null.boom; };
  try { await outer(); } catch (e) { p(e.stack.split('\n').slice(0, 6).join(' | ')); }
  try { await Promise.all([outer()]); } catch (e) { p(e.stack.split('\n').slice(0, 6).join(' | ')); }
  try { await ([1].map(async (x) => { await null; x.a.b; })[0]); } catch (e) { p(e.stack.split('\n').slice(0, 6).join(' | ')); }
}
main().then(() => { p('end'); const bad = async () => { await sleep(1); throw new RangeError('late'); }; bad(); });
(async () => { p('o1'); await a1(); p('o2'); })(); a1().then(() => p('o3')); Promise.resolve(1).then((v) => Promise.resolve(v)).then((v) => p('o4', v)); p('top');
