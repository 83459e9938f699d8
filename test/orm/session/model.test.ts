import * as fc from 'fast-check';
import { runSync, type Flow } from '../../../src/orm/flow';
import type { InstrumentedList } from '../../../src/orm/map/collections';
import { Registry } from '../../../src/orm/map/registry';
import { stateOrNull } from '../../../src/orm/map/state';
import { createAll } from '../../../src/orm/engine/table-definitions';
import { Session } from '../../../src/orm/session/session';
import type { SessionTransaction } from '../../../src/orm/session/session-transaction';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { text } from '../../../src/orm/sql/text-clause';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, type Bench } from '../engine/open';
import { mapped, related, type Entity } from '../map/models';

/** How many sequences are tried: SAVEPOINT_SESSIONS asks for more, and for PostgreSQL too. */
const RUNS = Number(process.env['SAVEPOINT_SESSIONS'] ?? 300);
const SEED = Number(process.env['SAVEPOINT_SEED'] ?? 20);
const ENGINES = process.env['SAVEPOINT_SESSIONS'] === undefined ? ['sqlite://'] : ['sqlite://', 'postgresql+asyncpg://'];

/** Shelves have books and labels; labels are shared. */
function mappedClasses() {
  const metadata = new MetaData();
  const id = (): Column => new Column('id', Integer, { primaryKey: true });
  const shelf = new Table('shelf', metadata, id(), new Column('name', new String_(30)));
  const book = new Table('book', metadata, id(), new Column('name', new String_(30)), new Column('shelf_id', new ForeignKey('shelf.id')));
  const label = new Table('label', metadata, id(), new Column('name', new String_(30)));
  new Table('shelf_label', metadata, new Column('shelf_id', new ForeignKey('shelf.id'), { primaryKey: true }), new Column('label_id', new ForeignKey('label.id'), { primaryKey: true }));
  const registry = new Registry({ metadata });
  const Shelf = mapped(registry, 'Shelf', shelf, {
    books: related('Book', { backPopulates: 'shelf', orderBy: 'Book.id' }),
    labels: related('Label', { secondary: 'shelf_label', backPopulates: 'shelves', orderBy: 'Label.id' }),
  });
  const Book = mapped(registry, 'Book', book, { shelf: related('Shelf', { backPopulates: 'books' }) });
  const Label = mapped(registry, 'Label', label, { shelves: related('Shelf', { secondary: 'shelf_label', backPopulates: 'labels', orderBy: 'Shelf.id' }) });
  return { metadata, Shelf, Book, Label };
}

type Classes = ReturnType<typeof mappedClasses>;

/** A thing as the plain model knows it. */
interface Thing {
  readonly name: string;
  /** Of a book: its shelf. */
  readonly shelf: number | null;
  /** Of a shelf: its labels. */
  readonly labels: readonly number[];
}

/** All that there is, by the number that each thing got when it was made. */
interface World {
  readonly shelves: ReadonlyMap<number, Thing>;
  readonly books: ReadonlyMap<number, Thing>;
}

const EMPTY: World = { shelves: new Map(), books: new Map() };

/** The session under test and the model beside it. */
class Run {
  #world = EMPTY;
  #committed = EMPTY;
  readonly #savepoints: { readonly world: World; readonly transaction: SessionTransaction }[] = [];
  readonly #objects = new Map<number, Entity>();
  #made = 0;
  readonly session: Session;

  constructor(
    made: Bench,
    readonly classes: Classes,
    readonly labels: readonly number[],
  ) {
    this.session = new Session(made.engine);
  }

  do<T>(flow: Flow<T>): T {
    return runSync(flow);
  }

  #pick(of: ReadonlyMap<number, Thing>, place: number): number | null {
    const keys = [...of.keys()];
    return keys[place % Math.max(keys.length, 1)] ?? null;
  }

  shelf(place: number): number | null {
    return this.#pick(this.#world.shelves, place);
  }

  book(place: number): number | null {
    return this.#pick(this.#world.books, place);
  }

  object(key: number): Entity {
    const object = this.#objects.get(key);
    if (!object) throw new Error(`nothing has the number ${key}`);
    return object;
  }

  add(kind: 'books' | 'shelves', name: string, shelf: number | null): void {
    const key = ++this.#made;
    const made = kind === 'books' ? new this.classes.Book({ name }) : new this.classes.Shelf({ name });
    this.#objects.set(key, made);
    this.session.add(made);
    this.#change(kind, key, { name, shelf: null, labels: [] });
    if (kind === 'books' && shelf !== null) this.move(key, shelf, true);
  }

  #change(kind: 'books' | 'shelves', key: number, thing: Thing): void {
    this.#world = { ...this.#world, [kind]: new Map(this.#world[kind]).set(key, thing) };
  }

  #thing(key: number): { readonly kind: 'books' | 'shelves'; readonly thing: Thing } {
    const book = this.#world.books.get(key);
    const thing = book ?? this.#world.shelves.get(key);
    if (!thing) throw new Error(`nothing has the number ${key}`);
    return { kind: book ? 'books' : 'shelves', thing };
  }

  rename(key: number, name: string): void {
    const { kind, thing } = this.#thing(key);
    this.object(key)['name'] = name;
    this.#change(kind, key, { ...thing, name });
  }

  /** @param fromList the collection is changed, not the attribute of the book */
  move(book: number, shelf: number | null, fromList: boolean): void {
    const { thing } = this.#thing(book);
    const object = this.object(book);
    if (shelf !== null && fromList) {
      if (thing.shelf !== shelf) (this.object(shelf)['books'] as InstrumentedList<Entity>).push(object);
    } else object['shelf'] = shelf === null ? null : this.object(shelf);
    this.#change('books', book, { ...thing, shelf });
  }

  toggle(shelf: number, label: number): void {
    const { thing } = this.#thing(shelf);
    const list = this.object(shelf)['labels'] as InstrumentedList<Entity>;
    const place = list.findIndex((one) => one['id'] === label);
    expect(place >= 0).toBe(thing.labels.includes(label));
    if (place >= 0) list.splice(place, 1);
    else list.push(this.do(this.session.get(this.classes.Label.mapper, label)) as Entity);
    this.#change('shelves', shelf, { ...thing, labels: place >= 0 ? thing.labels.filter((one) => one !== label) : [...thing.labels, label].sort() });
  }

  remove(key: number): void {
    const { kind } = this.#thing(key);
    this.do(this.session.flush());
    this.do(this.session.delete(this.object(key)));
    const left = new Map(this.#world[kind]);
    left.delete(key);
    this.#world = { ...this.#world, [kind]: left };
    // The foreign key of a book goes with its shelf; what the book has in memory follows when it is read again.
    if (kind === 'shelves') {
      for (const [book, thing] of this.#world.books) if (thing.shelf === key) this.#change('books', book, { ...thing, shelf: null });
      this.do(this.session.flush());
      this.session.expireAll();
    }
  }

  commit(): void {
    this.do(this.session.commit());
    this.#committed = this.#world;
    this.#savepoints.length = 0;
  }

  rollback(): void {
    this.do(this.session.rollback());
    this.#world = this.#committed;
    this.#savepoints.length = 0;
  }

  savepoint(): void {
    // Python's sqlite3 begins a transaction before the first change only: a savepoint before that is the transaction, and ends it.
    this.do(this.session.execute(text('UPDATE label SET name = name')));
    const transaction = this.do(this.session.beginNested());
    this.#savepoints.push({ world: this.#world, transaction });
  }

  endSavepoint(keep: boolean): void {
    const last = this.#savepoints.pop();
    if (!last) return;
    this.do(keep ? last.transaction.commit() : last.transaction.rollback());
    if (!keep) this.#world = last.world;
  }

  expire(key: number): void {
    this.do(this.session.flush());
    this.session.expire(this.object(key));
  }

  merge(book: number, name: string): void {
    this.do(this.session.flush());
    const merged = this.do(this.session.merge(new this.classes.Book({ id: this.object(book)['id'], name })));
    expect(merged).toBe(this.object(book));
    this.#change('books', book, { ...this.#thing(book).thing, name });
  }

  /** Objects and rows are what the model says. */
  check(): void {
    this.do(this.session.flush());
    const ids = new Map<number, unknown>();
    for (const key of [...this.#world.shelves.keys(), ...this.#world.books.keys()]) {
      expect(stateOrNull(this.object(key))?.persistent).toBe(true);
      ids.set(key, this.object(key)['id']);
    }
    const rows = (sql: string): unknown[] => this.do(this.session.execute(text(sql))).all().map((row) => [...row]); // prettier-ignore
    const byId = (left: readonly unknown[], right: readonly unknown[]): number => Number(left[0]) - Number(right[0]);
    expect(rows('SELECT id, name FROM shelf ORDER BY id')).toEqual([...this.#world.shelves].map(([key, { name }]) => [ids.get(key), name]).sort(byId));
    const books = [...this.#world.books].map(([key, { name, shelf }]) => [ids.get(key), name, shelf === null ? null : ids.get(shelf)]);
    expect(rows('SELECT id, name, shelf_id FROM book ORDER BY id')).toEqual(books.sort(byId));
    const links = [...this.#world.shelves].flatMap(([key, { labels }]) => labels.map((label) => `${String(ids.get(key))}-${label}`));
    expect(rows('SELECT shelf_id, label_id FROM shelf_label').map((row) => (row as unknown[]).join('-')).sort()).toEqual(links.sort()); // prettier-ignore
    this.#checkObjects(false);
    this.session.expireAll();
    this.#checkObjects(true);
  }

  /** @param read what is in memory was read from the database: lists do not know of all changes by the other side before */
  #checkObjects(read: boolean): void {
    for (const [key, { name, shelf }] of this.#world.books) {
      expect([this.object(key)['name'], this.object(key)['shelf']]).toEqual([name, shelf === null ? null : this.object(shelf)]);
    }
    for (const [key, { name, labels }] of this.#world.shelves) {
      const object = this.object(key);
      const books = [...this.#world.books].filter(([, book]) => book.shelf === key).map(([book]) => this.object(book));
      if (read) expect(new Set(object['books'] as Entity[])).toEqual(new Set(books));
      expect([object['name'], [...(object['labels'] as Entity[])].map((one) => one['id']).sort()]).toEqual([name, labels]);
    }
  }
}

type Operation = (run: Run) => void;

const place = fc.nat({ max: 7 });
const name = fc.constantFrom('a', 'b', 'c', 'd');
const onShelf = (index: number, work: (run: Run, shelf: number) => void): Operation => (run) => { const shelf = run.shelf(index); if (shelf !== null) work(run, shelf); }; // prettier-ignore
const onBook = (index: number, work: (run: Run, book: number) => void): Operation => (run) => { const book = run.book(index); if (book !== null) work(run, book); }; // prettier-ignore

const operation: fc.Arbitrary<readonly [string, Operation]> = fc.oneof(
  { weight: 3, arbitrary: name.map((given) => [`shelf ${given}`, (run: Run) => { run.add('shelves', given, null); }] as const) },
  { weight: 4, arbitrary: fc.tuple(name, place).map(([given, at]) => [`book ${given} on ${at}`, (run: Run) => { run.add('books', given, run.shelf(at)); }] as const) },
  { weight: 3, arbitrary: fc.tuple(place, name).map(([at, given]) => [`rename book ${at} ${given}`, onBook(at, (run, book) => { run.rename(book, given); })] as const) },
  { weight: 2, arbitrary: fc.tuple(place, name).map(([at, given]) => [`rename shelf ${at} ${given}`, onShelf(at, (run, shelf) => { run.rename(shelf, given); })] as const) },
  { weight: 4, arbitrary: fc.tuple(place, place, fc.boolean()).map(([at, to, list]) => [`move ${at} to ${to} ${String(list)}`, onBook(at, (run, book) => { run.move(book, run.shelf(to), list); })] as const) },
  { weight: 2, arbitrary: place.map((at) => [`take ${at} off`, onBook(at, (run, book) => { run.move(book, null, false); })] as const) },
  { weight: 3, arbitrary: fc.tuple(place, fc.nat({ max: 2 })).map(([at, label]) => [`label ${at} ${label}`, onShelf(at, (run, shelf) => { run.toggle(shelf, run.labels[label] ?? 1); })] as const) },
  { weight: 2, arbitrary: place.map((at) => [`delete book ${at}`, onBook(at, (run, book) => { run.remove(book); })] as const) },
  { weight: 1, arbitrary: place.map((at) => [`delete shelf ${at}`, onShelf(at, (run, shelf) => { run.remove(shelf); })] as const) },
  { weight: 1, arbitrary: place.map((at) => [`expire ${at}`, onBook(at, (run, book) => { run.expire(book); })] as const) },
  { weight: 1, arbitrary: place.map((at) => [`expire shelf ${at}`, onShelf(at, (run, shelf) => { run.expire(shelf); })] as const) },
  { weight: 1, arbitrary: fc.tuple(place, name).map(([at, given]) => [`merge ${at} ${given}`, onBook(at, (run, book) => { run.merge(book, given); })] as const) },
  { weight: 2, arbitrary: fc.constant(['flush', (run: Run) => { run.do(run.session.flush()); }] as const) },
  { weight: 1, arbitrary: fc.constant(['commit', (run: Run) => { run.commit(); }] as const) },
  { weight: 1, arbitrary: fc.constant(['rollback', (run: Run) => { run.rollback(); }] as const) },
  { weight: 1, arbitrary: fc.constant(['savepoint', (run: Run) => { run.savepoint(); }] as const) },
  { weight: 1, arbitrary: fc.constant(['release', (run: Run) => { run.endSavepoint(true); }] as const) },
  { weight: 1, arbitrary: fc.constant(['rollback to savepoint', (run: Run) => { run.endSavepoint(false); }] as const) },
  { weight: 2, arbitrary: fc.constant(['check', (run: Run) => { run.check(); }] as const) },
); // prettier-ignore

test.each(ENGINES)('sessions on %s do what a plain model does', async (address) => {
  const made = await bench(address, { echo: false });
  const classes = mappedClasses();
  beginning(made.engine, (connection) => createAll(connection, classes.metadata));
  beginning(made.engine, function* (connection) {
    yield* connection.execDriverSql("INSERT INTO label (id, name) VALUES (1, 'x'), (2, 'y'), (3, 'z')");
  });
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 25 }), (operations) => {
      const run = new Run(made, classes, [1, 2, 3]);
      try {
        for (const [, operate] of operations) operate(run);
        run.check();
        expect(made.warnings).toEqual([]);
      } finally {
        runSync(run.session.close());
        beginning(made.engine, function* (connection) {
          for (const table of ['shelf_label', 'book', 'shelf']) yield* connection.execDriverSql(`DELETE FROM ${table}`);
        });
        made.statements.length = 0;
        made.activities.length = 0;
        made.warnings.length = 0;
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 600_000);
