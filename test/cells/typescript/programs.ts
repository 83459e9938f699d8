/**
 * TypeScript cells, one idea each. Each runs in a note of its own; `cells` ran before it in that note.
 */
export interface Program {
  readonly name: string;
  readonly cells?: readonly string[];
  readonly code: string;
  /** What the last expression is shown as; null for a cell that shows nothing. */
  readonly value?: string | null;
  readonly stdout?: string;
  readonly log?: string;
}

const program = (name: string, code: string, value: string | null, more: Partial<Program> = {}): Program => ({ name, code, value, ...more });

/** Types, which leave no trace. */
const types: readonly Program[] = [
  program('an annotation', 'const x: number = 1;\nx', '1'),
  program('an annotation over several lines', 'const x: {\n  a: number;\n  b?: string[];\n} = { a: 1 };\nx', '{ a: 1 }'),
  program('a type alias without a semicolon, before a parenthesis', 'let x = 1\ntype T = string\n;(x)', '1'),
  program('a type alias before a line that begins with a bracket', 'const f = (n: number) => n\ntype T = string\n[1, 2].map(f)', '[ 1, 2 ]'),
  program('an interface', 'interface Point { x: number; y: number }\nconst p: Point = { x: 1, y: 2 };\np.x + p.y', '3'),
  program('an interface with call, construct and index signatures', 'interface F { (x: number): string; new (x: number): F; [key: string]: unknown }\n1', '1'),
  program('a generic function', 'function first<T>(list: readonly T[]): T | undefined { return list[0]; }\nfirst<number>([7])', '7'),
  program('a generic arrow', 'const id = <T,>(x: T): T => x;\nid("a")', "'a'"),
  program('a generic async arrow', 'const id = async <T>(x: T): Promise<T> => x;\nawait id(3)', '3'),
  program('an async arrow whose type parameters span lines', 'const id = async <\n  T,\n>(x: T) => x;\nawait id(4)', '4'),
  program('a return type that spans lines before an arrow', 'const f = (x: number): {\n  a: number;\n} => ({ a: x });\nf(2)', '{ a: 2 }'),
  program('as', 'const x = "5" as unknown as number;\nx', "'5'"),
  program('as at the end of a line before a parenthesis', 'let a = [1] as any\n;(a)', '[ 1 ]'),
  program('as at the end of a line, the next one begins with a bracket', 'const f = () => 1\nlet a = f as any\n[2].length', '1'),
  program('as const', 'const x = ["a", "b"] as const;\nx', "[ 'a', 'b' ]"),
  program('satisfies', 'const x = { a: 1 } satisfies Record<string, number>;\nx', '{ a: 1 }'),
  program('satisfies behind a parenthesis', '({ a: 1 }) satisfies object', '{ a: 1 }'),
  program('a type assertion in angle brackets', 'const x = <any>"y";\nx', "'y'"),
  program('non-null', 'const x: string | null = "z";\nx!.length + x!.length', '2'),
  program('non-null on a call', 'const f = (): string | null => "ab";\nf()!.toUpperCase()', "'AB'"),
  program('optional parameters', 'function f(a: number, b?: number) { return b ?? a }\nf(1)', '1'),
  program('a definite assignment', 'let x!: number;\nx = 2;\nx', '2'),
  program('a parameter called this', 'function f(this: { n: number }, add: number) { return this.n + add }\nf.call({ n: 1 }, 2)', '3'),
  program('this as the only parameter', 'function f(this: { n: number }) { return this.n }\nf.call({ n: 9 })', '9'),
  program('overloads', 'function f(x: number): number;\nfunction f(x: string): string;\nfunction f(x: any) { return x }\nf("s")', "'s'"),
  program('overloads of a method', 'class A { f(x: number): number; f(x: string): string; f(x: any) { return x } }\nnew A().f(1)', '1'),
  program('declare', 'declare const nowhere: number;\ndeclare function f(): void;\ndeclare class C { x: number }\ndeclare global { interface Window {} }\n1', '1'),
  program('a declared enum and namespace', 'declare enum E { A }\ndeclare namespace N { const x: number }\n2', '2'),
  program('a namespace of types', 'namespace N { export type T = string; export interface I {} }\nconst x: N.T = "t";\nx', "'t'"),
  program('a type predicate and an assertion', 'function isText(x: unknown): x is string { return typeof x === "string" }\nfunction check(x: unknown): asserts x is string {}\ncheck("");\nisText(1)', 'false'),
  program('mapped, conditional and template types', 'type A = { [K in "a" | "b"]?: K };\ntype B<T> = T extends infer U ? U : never;\ntype C = `${"x"}-${number}`;\n3', '3'),
  program('typeof and keyof in types', 'const o = { a: 1 };\ntype K = keyof typeof o;\nconst k: K = "a";\no[k]', '1'),
  program('a type argument of a tagged template', 'const tag = <T,>(parts: TemplateStringsArray, ...v: T[]) => parts.length + v.length;\ntag<number>`a${1}b`', '3'),
  program('an instantiation expression', 'const make = <T,>(x: T) => [x];\nconst numbers = make<number>;\nnumbers(1)', '[ 1 ]'),
  program('type arguments of new', 'const m = new Map<string, number>([["a", 1]]);\nm.get("a")', '1'),
  program('a catch with a type', 'try { throw new Error("x") } catch (e: unknown) { (e as Error).message }\n0', '0'),
  program('an accessor pair with types', 'class A { #n = 0; get n(): number { return this.#n } set n(v: number) { this.#n = v } }\nconst a = new A(); a.n = 4;\na.n', '4'),
  program('variance and const type parameters', 'interface Box<in out T> { x: T }\nfunction f<const T>(x: T) { return x }\nf(1)', '1'),
  program('unique symbols', 'const s: unique symbol = Symbol("s");\ns', 'Symbol(s)'),
  program('a generic class with a default', 'class Box<T = string> { constructor(public value: T) {} }\nnew Box(1)', 'Box { value: 1 }'),
  program('destructuring with types', 'const { a, b = 2 }: { a: number; b?: number } = { a: 1 };\nconst [c]: [number] = [3];\n[a, b, c]', '[ 1, 2, 3 ]'),
  program('comparisons that look like type arguments', 'const a = 1, b = 2, c = 3;\na < b && c > (b)', 'true'),
  program('a conditional before an arrow, which only JavaScript reads', 'const a = true, c = 5;\nconst x = a ? (c) : d => d;\nx', '5'),
];

/** TypeScript that makes values. */
const lowered: readonly Program[] = [
  program('an enum', 'enum Color { Red, Green, Blue }\n[Color.Red, Color[1], Color.Blue]', "[ 0, 'Green', 2 ]"),
  program('an enum with values', 'enum E { A = 5, B, C = 10, D }\n[E.A, E.B, E.C, E.D]', '[ 5, 6, 10, 11 ]'),
  program('an enum of texts', 'enum E { A = "a", B = `b` }\nE', "{ A: 'a', B: 'b' }"),
  program('an enum that computes', 'enum E { A = 1 << 3, B, C = "abc".length }\n[E.A, E.B, E.C]', '[ 8, 9, 3 ]'),
  program('an enum that refers to itself', 'enum Flags { Read = 1, Write = 2, Both = Read | Write, All = Flags.Both }\nFlags.All', '3'),
  program('an enum over lines, with comments and a final comma', 'enum E {\n  // first\n  A = 1, /* one */\n\n  B,\n}\nE.B', '2'),
  program('a const enum', 'const enum E { A = 3 }\nE.A', '3'),
  program('an enum in two parts', 'enum E { A = 1 }\nenum E { B = 2 }\n[E.A, E.B]', '[ 1, 2 ]'),
  program('an enum in a function', 'function f() { enum L { X = 7 } return L.X }\nf()', '7'),
  program('an enum with quoted members', 'enum E { "a-b" = 1, C = E["a-b"] }\nE.C', '1'),
  program('parameter properties', 'class P { constructor(private x: number, readonly y = 2, protected z?: string) {} }\nnew P(1)', 'P { x: 1, y: 2, z: undefined }'),
  program('parameter properties after super', 'class A { constructor(public a: number) {} }\nclass B extends A { constructor(a: number, public b: number) { super(a); this.b += this.a } }\nnew B(1, 2)', 'B { a: 1, b: 3 }'),
  program('an abstract class', 'abstract class Shape { abstract area(): number; abstract readonly name: string; twice() { return this.area() * 2 } }\nclass Square extends Shape { name = "square"; constructor(private a: number) { super() } area() { return this.a ** 2 } }\nnew Square(3).twice()', '18'),
  program('modifiers of members', 'class A { private static readonly n: number = 1; public toString() { return "A" } public static get(): number { return A.n } declare ghost: string; [key: string]: unknown }\n`${new A()}${A.get()}`', "'A1'"),
  program('fields without a value', 'class A { a; b: string; c?: number }\nnew A()', 'A { a: undefined, b: undefined, c: undefined }'),
  program('a field before a computed one, without semicolons', 'class A {\n  x: string\n  ["y"]: number = 1\n}\nnew A()', 'A { x: undefined, y: 1 }'),
  program('implements', 'interface I { f(): number }\nclass A<T> implements I, Iterable<T> { f() { return 1 } *[Symbol.iterator]() {} }\nnew A().f()', '1'),
];

/** JavaScript as it is. */
const language: readonly Program[] = [
  program('await at the top', 'const x = await Promise.resolve(4);\nx + 1', '5'),
  program('for await', 'async function* g() { yield 1; yield 2 }\nlet s = 0;\nfor await (const x of g()) s += x;\ns', '3'),
  program('return at the top', 'const x = 1;\nif (x) return;\nconsole.log("no")', null, { stdout: '' }),
  program('closures', 'const add = (a: number) => (b: number) => a + b;\nadd(1)(2)', '3'),
  program('generators', 'function* count(n: number): Generator<number> { for (let i = 0; i < n; i++) yield i }\n[...count(3)]', '[ 0, 1, 2 ]'),
  program('classes with private members', 'class C { #x = 1; static #made = 0; static { C.#made = 5 } has(o: object) { return #x in o } static made() { return C.#made } }\n[new C().has(new C()), C.made()]', '[ true, 5 ]'),
  program('getters, setters and computed names', 'const k = "key";\nconst o = { get a() { return 1 }, set a(v) {}, [k + 1]: 2, async *gen() {}, async m() {} };\no', "{\n  a: [Getter/Setter],\n  key1: 2,\n  gen: [AsyncGeneratorFunction: gen],\n  m: [AsyncFunction: m]\n}"),
  program('labels', 'let n = 0;\nouter: for (let i = 0; i < 3; i++) for (;;) { n++; continue outer }\nn', '3'),
  program('switch', 'const f = (x: number) => { switch (x) { case 1: { const y = 1; return y } case 2: default: return "d" } };\n[f(1), f(9)]', "[ 1, 'd' ]"),
  program('do, while and for in', 'let n = 0;\ndo n++; while (n < 3)\nwhile (n < 5) n++;\nfor (const k in { a: 1, b: 2 }) n += k.length;\nn', '7'),
  program('loops without bodies', 'let n = 0;\nfor (; n < 5; n++);\nwhile (n++ < 10);\nn', '11'),
  program('an if with else without braces', 'let x;\nif (1 > 2) x = 1\nelse x = 2\nx', '2'),
  program('exceptions', 'let s = "";\ntry { try { throw 1 } finally { s += "f" } } catch { s += "c" }\ns', "'fc'"),
  program('an exception taken apart', 'let m;\ntry { throw new Error("x", { cause: 2 }) } catch ({ message }) { m = message }\nm', "'x'"),
  program('spread and rest', 'const f = (...xs: number[]) => xs.length;\nconst o = { ...{ a: 1 }, b: 2 };\n[f(...[1, 2], 3), { ...o }]', '[ 3, { a: 1, b: 2 } ]'),
  program('logical assignment', 'let a: any = null;\na ??= 1; a ||= 2; a &&= 3;\na', '3'),
  program('optional chaining', 'const o: any = { a: { b: () => 2 } };\n[o?.a?.b?.(), o.x?.y.z]', '[ 2, undefined ]'),
  program('bigints', '2n ** 64n', '18446744073709551616n'),
  program('regular expressions with names', '/(?<y>\\d{4})/.exec("in 2024")!.groups!.y', "'2024'"),
  program('tagged templates', 'const raw = String.raw`a\\n${1}`;\nraw', "'a\\\\n1'"),
  program('hoisted functions', 'const x = f();\nfunction f() { return 8 }\nx', '8'),
  program('var is seen before it is set', 'const before = typeof v;\nvar v = 1;\nbefore', "'undefined'"),
  program('var in a block belongs to the cell', 'if (true) { var inner = 3 }\ninner', '3'),
  program('shadowing', 'const x = 1;\nconst f = (x: number) => { { const x = 5; return x } };\n[x, f(2)]', '[ 1, 5 ]'),
  program('a parameter that hides a name of the kernel', 'const f = (shared: number) => shared;\nf(2)', '2', { cells: ['const shared = 1'] }),
  program('named function expressions', 'const f = function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) };\nf(5)', '120'),
  program('this at the top', 'typeof this', "'undefined'"),
  program('this in a plain function', '(function () { return this === undefined })()', 'true'),
  program('strict mode', 'let threw = false;\ntry { (undefinedName as any) = 1 } catch { threw = true }\nthrew', 'true'),
  program('typeof of a name that nobody has', 'typeof nobody', "'undefined'"),
  program('recursion over arrows', 'const fib = (n: number): number => n < 2 ? n : fib(n - 1) + fib(n - 2);\nfib(15)', '610'),
  program('symbols and iteration protocols', 'const it = { *[Symbol.iterator]() { yield 1 } };\nArray.from(it)', '[ 1 ]'),
  program('Promise.all', 'await Promise.all([1, Promise.resolve(2)])', '[ 1, 2 ]'),
  program('timers', 'const order: string[] = [];\nsetTimeout(() => order.push("late"), 5);\nqueueMicrotask(() => order.push("soon"));\nawait new Promise((r) => setTimeout(r, 10));\norder', "[ 'soon', 'late' ]"),
  program('the cell waits for its timers', 'setTimeout(() => console.log("later"), 20);\nsetTimeout((a: number, b: number) => console.log(a + b), 5, 1, 2);\n0', '0', { stdout: '3\nlater\n' }),
  program('an interval that is cleared', 'let n = 0;\nconst id = setInterval(() => { if (++n === 3) clearInterval(id) }, 1);\nawait new Promise((r) => setTimeout(r, 40));\nn', '3'),
  program('Date, Math and JSON', '[new Date(0).toISOString(), Math.max(1, 2), JSON.stringify({ a: [1] })]', `[ '1970-01-01T00:00:00.000Z', 2, '{"a":[1]}' ]`),
  program('dollars in names and templates', 'const $ = 1, $k = 2, $kn = 3;\n`${$}${$k}${$kn}`', "'123'"),
  program('names with escapes, among them those of the code around a cell', 'const \\u0024k = 1, \\u{24}kn = 2;\n[$k, $kn, typeof \\u0024k0_]', "[ 1, 2, 'undefined' ]"),
  program('a call of a name with escapes', '\\u0067o(1) + \\u{67}o!(2)', '3', { cells: ['const go = (x?: number) => x ?? 0'] }),
  program('a parameter with escapes', 'const f = (\\u0061b?: number, c?) => [ab, c];\nf(1)', '[ 1, undefined ]'),
  program('__proto__ as a name', 'typeof __proto__', "'number'", { cells: ['const __proto__ = 1'] }),
  program('a name of the surroundings as a variable', 'const name = "n", self = 1, event = 2, status = 3;\n[name, self, event, status]', "[ 'n', 1, 2, 3 ]"),
  program('a semicolon is put where two statements would become one', 'const before = 1\nshown()', '1', { cells: ['const shown = () => 1'] }),
  program('U+2028 and carriage returns in texts', 'const s = "a\u2028b";\ns.length', '3'),
];

/** The value of a cell, and what it prints. */
const shown: readonly Program[] = [
  program('an expression', '1 + 1', '2'),
  program('an expression with a semicolon and a comment', '1 + 2; // three', '3'),
  program('an object in parentheses', '({ a: 1, "b-c": [1, , 3] })', "{ a: 1, 'b-c': [ 1, <1 empty item>, 3 ] }"),
  program('a declaration shows nothing', 'const x = 1;', null),
  program('undefined shows nothing', 'void 0', null),
  program('null', 'null', 'null'),
  program('a text with quotes', '"it\'s"', '"it\'s"'),
  program('an assignment', 'let x; x = 5', '5'),
  program('a sequence', '1, 2', '2'),
  program('a map and a set', '[new Map([["a", { b: 1 }]]), new Set([1])]', "[ Map(1) { 'a' => { b: 1 } }, Set(1) { 1 } ]"),
  program('a class and functions', '[class A {}, class B extends Array {}, function f() {}, () => 1, async () => 1]', '[\n  [class A],\n  [class B extends Array],\n  [Function: f],\n  [Function (anonymous)],\n  [AsyncFunction (anonymous)]\n]'),
  program('a circle', 'const o: any = { a: 1 }; o.self = o;\no', '<ref *1> { a: 1, self: [Circular *1] }'),
  program('a date, an expression, a symbol', '[new Date(0), /x/g, Symbol("s"), -0, NaN]', '[ 1970-01-01T00:00:00.000Z, /x/g, Symbol(s), -0, NaN ]'),
  program('bytes', 'new Uint8Array([1, 2])', 'Uint8Array(2) [ 1, 2 ]'),
  program('an object without a prototype', 'Object.create(null)', '[Object: null prototype] {}'),
  program('a promise is waited for', 'Promise.resolve(6)', '6'),
  program('console', 'console.log("a", 1, { b: 2 }); console.info("%s is %d", "x", 4); console.debug([1]);', null, { stdout: "a 1 { b: 2 }\nx is 4\n[ 1 ]\n", log: '' }),
  program('the console beside the output', 'console.warn("careful"); console.error(new Map()); console.assert(1 === 2, "sums")', null, { stdout: '', log: 'careful\nMap(0) {}\nAssertion failed: sums\n' }),
  program('groups, counts and dir', 'console.group("g"); console.log("in\\nside"); console.groupEnd(); console.count(); console.count("x"); console.count(); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })', null, { stdout: 'g\n  in\n  side\ndefault: 1\nx: 1\ndefault: 2\n{ a: [Object] }\n' }),
  program('console.table', 'console.table([{ a: 1, b: "x" }, { a: 2 }])', null, { stdout: "┌─────────┬───┬─────┐\n│ (index) │ a │  b  │\n├─────────┼───┼─────┤\n│    0    │ 1 │ 'x' │\n│    1    │ 2 │     │\n└─────────┴───┴─────┘\n" }),
  program('display of a text and of a number', 'display("as it is"); display(4);', null, { stdout: 'as it is\n4\n' }),
];

/** Variables of earlier cells. */
const shared: readonly Program[] = [
  program('let, const and var', '[a, b, c]', '[ 1, 2, 3 ]', { cells: ['let a = 1; const b = 2; var c = 3;'] }),
  program('functions and classes', 'new Person(greet("you")).name', "'hello you'", { cells: ['function greet(who: string) { return `hello ${who}` }', 'class Person { constructor(public name: string) {} }'] }),
  program('destructured names', '[x, y, rest]', '[ 1, 2, { z: 3 } ]', { cells: ['const { x, a: { y }, ...rest } = { x: 1, a: { y: 2 }, z: 3 };'] }),
  program('enums', 'Level[Level.High]', "'High'", { cells: ['enum Level { Low, High }'] }),
  program('a function sees what a later cell assigns', 'count = 10; next()', '11', { cells: ['let count = 0; function next() { return ++count }'] }),
  program('a later cell sees what a function assigns', 'next(); next(); count', '2', { cells: ['let count = 0; const next = () => ++count;'] }),
  program('increments and compound assignments', 'n++; n += 5; n **= 2; n', '49', { cells: ['let n = 1;'] }),
  program('assigning by destructuring', '[p, q] = [q, p]; ({ p } = { p: p + 1 }); [p, q]', '[ 3, 1 ]', { cells: ['let p = 1, q = 2;'] }),
  program('assigning by destructuring, with a default', '({ p = 7 } = {} as any); p', '7', { cells: ['let p = 1;'] }),
  program('assigning in the head of a loop', 'for (i of [1, 2, 3]); for (k in { z: 1 }); [i, k]', "[ 3, 'z' ]", { cells: ['let i = 0, k = "";'] }),
  program('a shorthand property', '({ v, w: v })', '{ v: 4, w: 4 }', { cells: ['const v = 4'] }),
  program('defining again', 'version', '2', { cells: ['const version = 1', 'const version = 2'] }),
  program('a function that is defined again is called by others of later cells', 'shout()', "'B!'", { cells: ['function say() { return "A" }', 'function shout() { return say() + "!" }', 'function say() { return "B" }'] }),
  program('a call of a shared function has no this', 'bare()', 'true', { cells: ['function bare(this: unknown) { return this === undefined }'] }),
  program('a shared tag', 'tag`a${1}`', "'a1'", { cells: ['const tag = (s: TemplateStringsArray, ...v: unknown[]) => s[0] + v.join("")'] }),
  program('a call with non-null', 'maybe!(2)', '2', { cells: ['const maybe: ((n: number) => number) | null = (n) => n'] }),
  program('an optional call', 'nothing?.()', null, { cells: ['const nothing: any = null'] }),
  program('new, extends and instanceof', 'class Cat extends Animal {}\n[new Cat() instanceof Animal, new Animal()]', '[ true, Animal {} ]', { cells: ['class Animal {}'] }),
  program('typeof', '[typeof known, typeof unknown_]', "[ 'number', 'undefined' ]", { cells: ['const known = 1'] }),
  program('functions that call each other across cells', 'isEven(10)', 'true', { cells: ['const isEven = (n: number): boolean => n === 0 || isOdd(n - 1)', 'const isOdd = (n: number): boolean => n !== 0 && isEven(n - 1)'] }),
  program('a cell that failed leaves what it had defined before', 'typeof half + typeof other', "'numberundefined'", { cells: ['const half = 1; throw new Error("x"); const other = 2'] }),
  program('a cell that failed does not take back what was there', 'kept', '1', { cells: ['const kept = 1', 'throw new Error("x"); const kept = 2'] }),
  program('a cell that cannot be read changes nothing', 'kept', '1', { cells: ['const kept = 1', 'const kept = ;'] }),
  program('what a cell keeps to itself', 'typeof inner', "'undefined'", { cells: ['{ const inner = 1 }'] }),
  program('names that objects inherit', '[toString, valueOf, constructor]', '[ 1, 2, 3 ]', { cells: ['const toString = 1, valueOf = 2, constructor = 3'] }),
  program('hiding what Savepoint offers', 'display', '1', { cells: ['const display = 1'] }),
];

/** The shapes of modules. */
const modules: readonly Program[] = [
  program('import from savepoint', "import { display, sql as query } from 'savepoint';\ntypeof display + typeof query", "'functionfunction'"),
  program('import of everything', "import * as savepoint from 'savepoint';\ntypeof savepoint.sql", "'function'"),
  program('import of types alone', "import type { Anything } from 'anywhere';\nimport { type A } from 'savepoint';\n1", '1'),
  program('an import for its own sake', "import 'savepoint';\n1", '1'),
  program('export of declarations', 'export const a = 1; export function f() { return a } export class C {}\nexport enum E { X }\nf()', '1'),
  program('export of names', 'const a = 1;\nexport { a, a as b };\nexport type { };\na', '1'),
  program('a named default export', 'export default class Named {}\nNamed', '[class Named]'),
  program('an exported type and an exported abstract class', 'export type T = 1; export interface I {}\nexport abstract class A { abstract x: number }\nA', '[class A]'),
  program('an exported name is a variable of the kernel', 'shared', '5', { cells: ['export const shared = 5'] }),
  program('an imported name stays for later cells', "typeof q", "'function'", { cells: ["import { sql as q } from 'savepoint'"] }),
  program('export in two parts of one line', 'export let a = 1, b = 2; a + b', '3'),
];

export const programs: readonly Program[] = [...types, ...lowered, ...language, ...shown, ...shared, ...modules];

/** A cell that fails, and where. */
export interface FailingProgram {
  readonly name: string;
  readonly cells?: readonly string[];
  readonly code: string;
  /** Type, message, line and column; line and column null where there is no place. */
  readonly error: readonly [type: string, message: string | RegExp, line: number | null, column: number | null];
  readonly hint?: RegExp;
  readonly detail?: string | RegExp;
}

const failing = (name: string, code: string, error: FailingProgram['error'], more: Partial<FailingProgram> = {}): FailingProgram => ({ name, code, error, ...more });

const syntax: readonly FailingProgram[] = [
  failing('a missing value', 'const x: = 1;', ['SyntaxError', 'unexpected token', 1, 10]),
  failing('a bracket that is never closed', 'const f = () => {\n  return 1;\n', ['SyntaxError', 'unexpected token', 3, 1], { hint: /bracket/ }),
  failing('a text that is never closed', 'const a = 1;\nconst s = "abc\n;', ['SyntaxError', 'unterminated string constant', 2, 11], { hint: /quote/ }),
  failing('typographic quotes', 'console.log(“hi”)', ['SyntaxError', /^unexpected character/, 1, 13], { hint: /typographic/ }),
  failing('a name declared twice', 'let a = 1;\nlet a = 2;', ['SyntaxError', /already been declared/, 2, 5]),
  failing('JSX', 'const x = 1;\nconst y =\n  <b>hi</b>;', ['SyntaxError', /./, 3, 10], { hint: /JSX/ }),
  failing('a decorator of a class', 'const x = 1;\n  @entity() class A {}', ['SyntaxError', 'decorators are not run here', 2, 3], { hint: /call the function/ }),
  failing('a decorator of a member', 'class A {\n  @column name = "";\n}', ['SyntaxError', 'decorators are not run here', 2, 3]),
  failing('a decorator of a parameter', 'class A {\n  constructor(@inject() private a: string) {}\n}', ['SyntaxError', 'decorators are not run here', 2, 15]),
  failing('a namespace with values', 'type T = 1;\nnamespace N { export const a = 1 }', ['SyntaxError', 'a namespace with values is not run here', 2, 1], { hint: /object/ }),
  failing('using', 'using x = y();', ['SyntaxError', 'using is not run here', 1, 1], { hint: /finally/ }),
  failing('await using', '  await using x = y();', ['SyntaxError', 'await using is not run here', 1, 3]),
  failing('an accessor field', 'class A { accessor x = 1 }', ['SyntaxError', 'accessor fields are not run here', 1, 11]),
  failing('import =', 'import fs = require("fs")', ['SyntaxError', 'import … = is not run here', 1, 1]),
  failing('export =', 'export = 1', ['SyntaxError', 'export = is not run here', 1, 1]),
  failing('a dynamic import', 'const a = 1;\nconst m = await import("node:fs");', ['SyntaxError', 'import() is not run here', 2, 17], { hint: /\[\[Note\]\]/ }),
  failing('import.meta', 'import.meta.url', ['SyntaxError', /import\.meta/, 1, 1]),
  failing('another module', "import { eq } from 'drizzle-orm';", ['SyntaxError', "there is no module 'drizzle-orm' here", 1, 20], { hint: /savepoint/ }),
  failing('a module of Node', "import fs from 'node:fs';", ['SyntaxError', "there is no module 'node:fs' here", 1, 16]),
  failing('a default import', "import sp from 'savepoint';", ['SyntaxError', "'savepoint' has no default export", 1, 8], { hint: /braces/ }),
  failing('a name that savepoint does not have', "import { sql, nothing } from 'savepoint';", ['SyntaxError', "'savepoint' has no nothing", 1, 15], { hint: /sql/ }),
  failing('a note that does not exist', "import { A } from '[[Nowhere]]';", ['SyntaxError', 'there is no note [[Nowhere]]', 1, 1]),
  failing('a default export without a name', 'export default 1', ['SyntaxError', 'a default export without a name is not run here', 1, 1]),
  failing('an export from elsewhere', "export * from 'savepoint'", ['SyntaxError', 'export … from is not run here', 1, 1]),
  failing('arguments at the top', 'console.log(arguments)', ['SyntaxError', 'arguments exists only within a function', 1, 13]),
  failing('with', 'with (Math) {}', ['SyntaxError', /'with' in strict mode/, 1, 1]),
  failing('a stray break', 'if (true) { break }', ['SyntaxError', /unsyntactic break/i, 1, 13]),
  failing('await in a plain function', 'function f() {\n  await 1;\n}', ['SyntaxError', /./, 2, 3]),
];

const thrown: readonly FailingProgram[] = [
  failing('an error', 'const x = 1;\n\n  throw new TypeError("bad");', ['TypeError', 'bad', 3, 9]),
  failing('a name that nobody has', 'const a = 1;\na + missing;', ['ReferenceError', 'missing is not defined', 2, 5]),
  failing('a method of undefined', 'const o: any = {};\no.list.push(1)', ['TypeError', "Cannot read properties of undefined (reading 'push')", 2, 8]),
  failing('columns behind types that are gone', 'const o: { a?: { b: number } } = {}; const n: number = o.a!.b;', ['TypeError', "Cannot read properties of undefined (reading 'b')", 1, 61]),
  failing('columns behind names of the kernel', 'const r = shared + shared + (null as any).x;', ['TypeError', "Cannot read properties of null (reading 'x')", 1, 43], { cells: ['const shared = 1'] }),
  failing('columns count characters', 'const s = "😀😀"; null.x', ['TypeError', /null/, 1, 22]),
  failing('a call of what is no function', 'const f: any = 1;\nf()', ['TypeError', 'f is not a function', 2, 1]),
  failing('a call of what is no function, from an earlier cell', '1;\n  notOne(2)', ['TypeError', 'notOne is not a function', 2, 3], { cells: ['const notOne: any = 1'] }),
  failing('an assignment to a constant', 'const c = 1;\nc = 2', ['TypeError', 'Assignment to constant variable.', 2, 3]),
  failing('an assignment to a constant of an earlier cell', '1;\nfixed = 2', ['TypeError', 'Assignment to constant variable.', 2, 7], { cells: ['const fixed = 1'] }),
  failing('a name before its declaration', 'const a = later;\nconst later = 1;', ['ReferenceError', "Cannot access 'later' before initialization", 1, 11]),
  failing('a name that is nearly right', 'const total = 1;\ntotl + 1;', ['ReferenceError', 'totl is not defined', 2, 1], { hint: /^did you mean total\?$/ }),
  failing('an assignment to a name that nobody has', 'nobody = 1', ['ReferenceError', 'nobody is not defined', 1, 8]),
  failing('a text that is thrown', 'const a = 1;\nthrow "oops"', ['Uncaught', "'oops'", 2, 7]),
  failing('an object that is thrown', 'function f() {\n  throw { code: 1 }\n}\nf()', ['Uncaught', '{ code: 1 }', 2, 9], { detail: 'in f (the test, line 2, column 9)\ncalled from the test, line 4, column 1' }),
  failing('in a function of the cell', 'function outer() {\n  inner();\n}\nfunction inner() {\n  throw new Error("deep");\n}\nouter();', ['Error', 'deep', 5, 9], { detail: 'in inner (the test, line 5, column 9)\ncalled from outer (the test, line 2, column 3)\ncalled from the test, line 7, column 1' }),
  failing('in a function of an earlier cell', '\n  broken(1);', ['RangeError', 'no 1', 2, 3], { cells: ['function broken(n: number) {\n  throw new RangeError(`no ${n}`);\n}'], detail: 'in broken (before 0, line 2, column 9)\ncalled from the test, line 2, column 3' }),
  failing('in a callback', '[1, 2].map((x) => {\n  if (x === 2) throw new Error("two");\n  return x;\n});', ['Error', 'two', 2, 22]),
  failing('in a constructor', 'class A {\n  constructor(private x: number) {\n    this.y();\n  }\n}\nnew A(1)', ['TypeError', 'this.y is not a function', 3, 10]),
  failing('behind parameter properties', 'class A { constructor(private x: number) { null.z } }\nnew A(1)', ['TypeError', /null/, 1, 49]),
  failing('in an enum', 'enum E { A = 1, B = (null as any).x }', ['TypeError', /null/, 1, 35]),
  failing('after an await', 'await null;\nawait Promise.resolve();\nthrow new Error("late")', ['Error', 'late', 3, 7]),
  failing('in an async function that is awaited', 'async function load() {\n  await null;\n  throw new Error("lost");\n}\n  await load();', ['Error', 'lost', 3, 9]),
  failing('a rejection that nobody takes', 'async function f() {\n  throw new Error("alone");\n}\nf();\n1;', ['Error', 'alone', 2, 9]),
  failing('a rejected value', 'await Promise.reject(new Error("no"))', ['Error', 'no', 1, 22]),
  failing('in a timer', 'setTimeout(() => {\n  throw new Error("tick");\n}, 1);', ['Error', 'tick', 2, 9]),
  failing('a cause', 'throw new Error("outer", { cause: new TypeError("inner") })', ['Error', 'outer', 1, 7], { detail: 'caused by TypeError: inner' }),
  failing('an error class of its own', 'class NotFound extends Error {}\nthrow new NotFound("x")', ['NotFound', 'x', 2, 7]),
  failing('an error with a name of its own', 'const e = new Error("x"); e.name = "Custom";\nthrow e', ['Custom', 'x', 1, 11]),
  failing('endless recursion', 'function again(): void {\n  again();\n}\nagain();', ['RangeError', 'Maximum call stack size exceeded', 1, 25]),
  failing('a value that cannot be inspected', 'throw new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })', ['Uncaught', /./, 1, 7]),
  failing('what cells do not have', 'const fs = require("fs")', ['ReferenceError', 'require is not defined', 1, 12], { hint: /no require/ }),
  failing('a wrong parameter of sql', 'const a = 1;\nawait sql("select ?", [{}])', ['TypeError', /^parameter 1 is an object/, 2, 7]),
  failing('a statement that fails', 'const a = 1;\n  await sql`select * from nowhere`;', ['OperationalError', /no such table: nowhere/, 2, 9]),
];

export const failingPrograms: readonly FailingProgram[] = [...syntax, ...thrown];
