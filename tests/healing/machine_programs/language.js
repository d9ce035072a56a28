'use strict';
const out = [];
function p(...a) { console.log(a.map((x) => typeof x === 'string' ? x : JSON.stringify(x) ?? String(x)).join(' ')); }
// numbers
p(0.1 + 0.2, 1e21, 1e-7, 123456789012345680000, 1/3, -0, 5e-324, 1.7976931348623157e308, 100, 1e100, 123.456e-10);
p((1.005).toFixed(2), (2.5).toFixed(0), (-1.5).toFixed(0), (1e21).toFixed(2), (0).toFixed(2), (-0.001).toFixed(2), (10.235).toFixed(2), (255).toString(16), (7).toString(2));
p(7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 2 ** 10, 7 / 2, -7 / 2 | 0, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 31, -1 >>> 0, -1 >> 1);
p(Math.round(2.5), Math.round(-2.5), Math.round(0.5), Math.max(), Math.min(1, '2'), Math.max(1, NaN), Math.floor(-0.5), Math.trunc(-4.7), Math.sign(-3), Math.hypot(3, 4));
p(Number(''), Number(' 12 '), Number('1x'), Number(null), Number(undefined), Number([5]), Number(true), Number('0x1f'), Number('1e3'), parseInt('12px'), parseFloat('3.5kg'), parseInt('x'), Number('Infinity'));
p(1 + '2', '3' * '4', 1 + null, 1 + undefined, true + 1, [] + [], [1, 2] + '', {} + '', null + 'x', 1 + [2], '5' - 2);
p(1 == '1', null == undefined, null == 0, '' == 0, NaN == NaN, [1] == 1, 'a' < 'b', '10' < '9', 10 < '9', null >= 0, undefined == 0, 'B' < 'a');
p(typeof null, typeof undefined, typeof p, typeof 1, typeof 's', typeof {}, typeof Symbol(), typeof 1n, typeof zzz, typeof class {}, typeof Map);
// strings
p('a,b,,c'.split(','), 'abc'.split(''), 'a b c'.split(' ', 2), 'x'.padStart(3), 'x'.padEnd(4, 'ab') + '|', ' t '.trim() + '|', 'abc'.at(-1), 'abc'.charAt(9), 'abc'.slice(-2), 'abc'.substring(2, 0), 'abcabc'.lastIndexOf('b'), 'abc'.indexOf('z'));
p('a-b-c'.replace('-', '+'), 'a-b-c'.replaceAll('-', '+'), 'a1b22'.replace(/\d+/g, (m) => `<${m}>`), 'A b  c'.split(/\s+/), /^\w+$/.test('abc'), 'x=1;y=2'.match(/\w=\d/g), 'tEst'.toUpperCase(), 'abc'.includes('bc'), 'abc'.startsWith('b', 1), 'ab'.repeat(3), 'abc'.charCodeAt(1), 'é'.length, 'a'.localeCompare('b'), 'x'.concat(1, null));
p([..."héllo"].reverse().join(''), 'abc'[1], 'abc'['length'], "tab\tq\"uote");
// arrays
const a = [3, 1, 10, 2];
p(a.sort(), [...a].sort((x, y) => x - y), a.indexOf(10), a.includes(NaN), [NaN].includes(NaN), a.slice(1, -1), a.concat([4], 5), a.join('-'), a.reverse(), a.length);
p(a.map((x, i) => x * i), a.filter(Boolean), a.find((x) => x > 2), a.findIndex((x) => x > 100), a.some((x) => x > 5), a.every((x) => x > 5), a.reduce((s, x) => s + x, 0), a.reduceRight((s, x) => s + ',' + x), a.flat(), [[1, [2]], 3].flat(Infinity), [1, 2].flatMap((x) => [x, x]));
const s = [1, 2, 3, 4, 5]; p(s.splice(1, 2), s, s.splice(-1), s, s.splice(1, 0, 'x', 'y'), s, s.shift(), s.unshift(9), s.pop(), s);
p(Array.from({ length: 3 }, (_, i) => i * 2), Array.isArray([]), Array.of(7, 8), new Array(3).fill(0), Array.from('abc'), [, 1], [1, , 2].length, Array.from(new Set([1, 1, 2])), [undefined, 3, 1].sort(), [5, 1, 4].toSorted());
const big = []; big[3] = 1; p(big, big.length, 2 in big, Object.keys(big)); big.length = 1; p(big);
// objects
const o = { b: 1, a: 2, 10: 'x', 2: 'y', ['c' + 1]: 3, get g() { return this.a * 2; }, m() { return 'm' + this.b; } };
p(Object.keys(o), Object.values({ x: 1 }), Object.entries({ x: 1, y: [2] }), o.g, o.m(), 'b' in o, delete o.b, o.b, Object.assign({}, { q: 1 }, null, { r: 2 }), { ...o, z: 1 }, Object.fromEntries([['k', 1]]), JSON.stringify({ u: undefined, n: null, d: NaN, s: 'a"b', f() {} }), JSON.stringify([undefined, () => 1]), JSON.stringify({ a: [1, { b: 2 }] }, null, 2));
const { x = 5, y: { z: deep = 7 } = {}, ...others } = { w: 1, v: 2 }; p(x, deep, others);
const [h, , t = 'd', ...r] = [1, 2, undefined, 4, 5]; p(h, t, r);
function dflt({ a = 1, b } = {}, [c] = [3], ...rest) { return [a, b, c, rest]; } p(dflt(), dflt({ b: 2 }, 'z', 8, 9), dflt.length, dflt.name);
for (const k in { p: 1, q: 2 }) p('in', k); for (const [i, v] of ['a', 'b'].entries()) p(i, v); for (const ch of 'hi') p(ch);
// map/set
const m = new Map([['a', 1], [1, 'one'], ['1', 'str'], [NaN, 'nan'], [true, 't']]); m.set('a', 2).set(0, 'z'); m.delete('1');
p([...m], m.size, m.get(NaN), m.get(-0), m.has(1), [...m.keys()], [...m.values()].length, m.get('zz')); m.forEach((v, k) => p(k, v));
const st = new Set([1, '1', 1]); st.add(2).add(1); p([...st], st.size, st.has('1')); for (const v of st) { if (v === 2) st.add(99); if (v < 3) p('s', v); }
// classes
class A { #h = 1; static n = 0; v = this.mk(); constructor(q) { this.q = q; A.n++; } mk() { return 'A'; } get h() { return this.#h; } set h(v) { this.#h = v * 2; } static of(q) { return new this(q); } toString() { return `A(${this.q})`; } has(o) { return #h in o; } }
class B extends A { w = 2; constructor(q) { super(q); this.z = super.mk() + 'B'; } mk() { return 'B'; } get h() { return super.h + 1; } }
const b = new B(4); p(b.v, b.w, b.z, b.h, b instanceof A, `${b}`, b + '', B.of(1).q, A.n, b.constructor.name, Object.keys(b), B.name);
const a2 = new A(1); a2.h = 5; p(a2.h); p(typeof A.prototype.mk, a2.hasOwnProperty('q'));
function Old(n) { this.n = n; } Old.prototype.get = function () { return this.n; }; p(new Old(3).get(), new Old(1) instanceof Old);
class E1 extends Error { constructor(m, c) { super(m); this.name = 'E1'; this.code = c; } } class E2 extends Error {}
try { throw new E1('bad', 7); } catch (e) { p(e.name, e.message, e.code, e instanceof E1, e instanceof Error, String(e), e.stack.split('\n')[0]); }
try { throw new E2('x'); } catch (e) { p(e.name, String(e), e.constructor.name, e.stack.split('\n')[0]); }
try { null.x; } catch ({ name, message }) { p(name, message); } finally { p('fin'); }
function f1() { try { return 'a'; } finally { p('f'); } } p(f1()); function f2() { for (const i of [1, 2, 3]) { try { if (i === 2) continue; if (i === 3) return i; p(i); } finally { p('fi', i); } } } p(f2());
try { throw new Error('o', { cause: new Error('i') }); } catch (e) { p(e.cause.message); }
// control
lbl: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue lbl; if (i === 2) break lbl; p(i, j); } }
let w = 0; do { w++; if (w === 2) continue; } while (w < 4); p(w); const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); p(fs.map((g) => g())); var vs = []; for (var vi = 0; vi < 3; vi++) vs.push(() => vi); p(vs.map((g) => g()));
function sw(x) { switch (x) { case 1: case 2: return 'low'; case 'a': { let q = 1; p(q); } default: p('d'); case 9: return 'nine'; } } p(sw(1), sw('a'), sw(9), sw(5));
p(hoisted(), typeof hv); function hoisted() { return 'h'; } var hv = 1;
let n1 = null; p(n1?.a.b, n1?.[0], n1?.(), o.zz?.(), o?.a, n1 ?? 'd', 0 ?? 1, 0 || 1, '' && 2); n1 ??= 4; n1 ||= 5; n1 &&= 6; p(n1); let cnt = { k: 1 }; cnt.k++; ++cnt['k']; cnt.k += 2; p(cnt, cnt.k--, -cnt.k);
const tag = (x) => x; p(((a, b = a + 1) => a + b)(1), (() => ({ z: 1 }))(), (function () { return typeof this; })(), void 0);
function* gen() { const x = yield 1; p('got', x); yield* [2, 3]; return 4; } const g = gen(); p(g.next(), g.next('v'), g.next(), g.next(), g.next()); p([...gen()]);
const it = { from: 1, to: 3, [Symbol.iterator]() { let c = this.from, t = this.to; return { next: () => c <= t ? { value: c++, done: false } : { value: undefined, done: true } }; } }; p([...it], Math.max(...it));
p([3, 1, 2].sort((a, b) => b - a), ['b', 'a'].sort(), [10, 9, 1].sort(), [true, false].sort(), [1, 2, 3].at(-1), Object.is(-0, 0), Object.isFrozen(Object.freeze({})));
p(10n ** 20n + '', 7n / 2n + '', BigInt(5) + 1n === 6n, 5n > 3, 2n == 2, typeof 5n); p(isNaN('x'), isFinite('5'), Number.isInteger(5.0), Number.MAX_SAFE_INTEGER, Number.EPSILON > 0);
p(String([1, [2, 3]]), String({}), String(null), String(Symbol('q').toString === undefined), `${[1, 2]}`, [null, undefined, 1].join());
p(JSON.parse('{"a":[1,2,{"b":null}],"c":"\\u0041"}'), JSON.parse('1.5'), JSON.stringify('x\n'), JSON.stringify({ toJSON() { return 'tj'; } }));
console.log(1, 'a', true, null, undefined, [1, 'b'], { a: 1, 'b-c': 'x' }, -0, [], {}); console.log([[1, [2, [3]]]], { a: { b: { c: {} } } });
const bound = function (a, b) { return [this.k, a, b]; }.bind({ k: 1 }, 2); p(bound(3)); p(Math.max.apply(null, [1, 5]), [].concat.call([1], 2)); p((function () { return arguments.length; })(1, 2, 3));
