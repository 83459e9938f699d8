import * as fc from 'fast-check';
import type { SessionTransaction } from '../../../../src/orm/session/session-transaction';
import { add, addAgain, addChild, addTree, adopt, changeKey, move, remove, rename, renameBySql, replaceList, toggle, undelete } from './changes';
import { compareAll, compareObject } from './comparisons';
import { changeElsewhere, close, commit, deleteAll, endSavepoint, expire, expunge, fail, merge, query, renameAll, rollback, savepoint } from './exchanges';
import type { SideBySide } from './side-by-side';
import type { Kind } from './world';

/** One step of a sequence, in words. */
export class Operation {
  constructor(
    readonly words: string,
    readonly work: (run: SideBySide, transactions: SessionTransaction[]) => void,
  ) {}

  toString(): string {
    return this.words;
  }
}

/** Primary keys that a program gives: no database makes them. */
let lastKey = 1_000_000_000;

const place = fc.nat({ max: 7 });
const name = fc.constantFrom('a', 'b', 'c', 'd');
const manner = fc.record({ byList: fc.boolean(), quiet: fc.boolean() });
const anyKind = fc.constantFrom<Kind>('shelf', 'book', 'chapter', 'label');
const synchronize = fc.constantFrom('evaluate' as const, 'fetch' as const);

type Work = (run: SideBySide, transactions: SessionTransaction[]) => void;

function step<T extends readonly unknown[]>(words: string, weight: number, given: { [I in keyof T]: fc.Arbitrary<T[I]> }, work: (...values: T) => Work): fc.WeightedArbitrary<Operation> {
  return { weight, arbitrary: fc.tuple(...(given as unknown as fc.Arbitrary<unknown>[])).map((values) => new Operation(`${words} ${JSON.stringify(values)}`, work(...(values as unknown as T)))) };
}

/** Work on a thing, where there is one of its kind. */
const on = (kind: Kind, at: number, work: (run: SideBySide, key: number) => void): Work => (run) => { const key = run.pick(kind, at); if (key !== null) work(run, key); }; // prettier-ignore

/** One of up to three chapters by the bits of a number. */
const some = (keys: readonly number[], bits: number): number[] => keys.filter((_, index) => (bits >> index % 3) % 2 === 1);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  step('add shelf', 3, [name], (given) => (run) => { add(run, 'shelf', given); }),
  step('add label', 2, [name], (given) => (run) => { add(run, 'label', given); }),
  step('add book', 1, [name], (given) => (run) => { add(run, 'book', given); }),
  step('add book on', 4, [place, name, manner], (at, given, how) => on('shelf', at, (run, shelf) => { addChild(run, 'book', given, shelf, how); })),
  step('add chapter in', 5, [place, name, manner], (at, given, how) => on('book', at, (run, book) => { addChild(run, 'chapter', given, book, how); })),
  step('add tree', 3, [name, fc.nat({ max: 2 }), place], (given, chapters, at) => (run) => { addTree(run, given, chapters, run.pick('label', at)); }),
  step('rename', 6, [anyKind, place, name], (kind, at, given) => on(kind, at, (run, key) => { rename(run, key, given); })),
  step('move book', 5, [place, place, manner], (at, to, how) => on('book', at, (run, book) => { move(run, book, run.pick('shelf', to), how); })),
  step('take book off', 2, [place, manner], (at, how) => on('book', at, (run, book) => { move(run, book, null, how); })),
  step('move chapter', 5, [place, place, manner], (at, to, how) => on('chapter', at, (run, chapter) => { move(run, chapter, run.pick('book', to), how); })),
  step('take chapter out', 3, [place, manner], (at, how) => on('chapter', at, (run, chapter) => { move(run, chapter, null, how); })),
  step('adopt', 2, [place, manner], (at, how) => on('book', at, (run, book) => { adopt(run, book, how); })),
  step('replace chapters', 2, [place, fc.nat({ max: 7 })], (at, bits) => on('book', at, (run, book) => { replaceList(run, book, some(run.keys('chapter'), bits)); })),
  step('toggle label', 6, [place, place, manner], (at, label, how) => on('shelf', at, (run, shelf) => { const key = run.pick('label', label); if (key !== null) toggle(run, shelf, key, how); })),
  step('delete', 5, [anyKind, place], (kind, at) => on(kind, at, (run, key) => { remove(run, key); })),
  step('undelete', 2, [place], (at) => (run) => { undelete(run, at); }),
  step('add again', 3, [place, name, fc.option(place), fc.boolean()], (at, given, book, own) => (run) => { addAgain(run, at, given, book === null ? null : run.pick('book', book), own ? --lastKey : null); }),
  step('rename by SQL', 1, [anyKind, place, name, fc.constantFrom('expire' as const, 'expire name' as const, 'refresh' as const)], (kind, at, given, again) => on(kind, at, (run, key) => { renameBySql(run, key, given, again); })),
  step('change key', 1, [fc.constantFrom<Kind>('book', 'chapter'), place], (kind, at) => on(kind, at, (run, key) => { changeKey(run, key, --lastKey); })),
  step('rename all', 1, [anyKind, name, name, synchronize], (kind, from, to, how) => (run) => { renameAll(run, kind, from, to, how); }),
  step('delete all chapters', 1, [name, synchronize], (given, how) => (run) => { deleteAll(run, given, how); }),
  step('query', 3, [anyKind, name, fc.boolean()], (kind, given, quiet) => (run) => { query(run, kind, given, quiet); }),
  step('look', 3, [anyKind, place], (kind, at) => on(kind, at, compareObject)),
  step('expire', 3, [anyKind, place, fc.constantFrom('all' as const, 'name' as const, 'refresh' as const)], (kind, at, how) => on(kind, at, (run, key) => { expire(run, key, how); })),
  step('merge', 3, [place, name, fc.option(fc.nat({ max: 7 }))], (at, given, bits) => on('book', at, (run, book) => { merge(run, book, given, bits === null ? null : some(run.keys('chapter'), bits)); })),
  step('expunge', 2, [fc.constantFrom<Kind>('book', 'chapter', 'label'), place, fc.constantFrom('add' as const, 'merge' as const, 'get' as const), name], (kind, at, back, given) => on(kind, at, (run, key) => { expunge(run, key, back, given); })),
  step('flush', 4, [], () => (run) => { run.flush(); }),
  step('commit', 2, [], () => commit),
  step('rollback', 2, [], () => rollback),
  step('savepoint', 4, [], () => savepoint),
  step('release', 3, [], () => (run, transactions) => { endSavepoint(run, transactions, true); }),
  step('roll back to savepoint', 3, [], () => (run, transactions) => { endSavepoint(run, transactions, false); }),
  step('fail', 1, [fc.boolean()], (nested) => (run) => { fail(run, nested); }),
  step('change elsewhere', 1, [anyKind, place, name, fc.constantFrom('rename' as const, 'delete' as const, 'add' as const)], (kind, at, given, change) => on(kind, at, (run, key) => { changeElsewhere(run, key, given, change); })),
  step('close', 1, [], () => close),
  step('compare', 2, [], () => compareAll),
); // prettier-ignore
