import { byName } from '../../history/history';
import type { HeldLock, RowVersion, RowVersionState, SessionSnapshot } from '../../moment';
import type { WholeMoment } from '../../observe/moments';
import { snapshotIn, visible, type CommitLog, type Snapshot, type TransactionStatus } from '../../observe/visibility';
import type { Looked } from './observation';
import type { LookedLock, Tuple } from './look';
import type { Standing } from './standing';
import { isFrozen, markersOf, strengthOf, type Marker, type RowLockMode } from './tuple-header';
import type { VersionPlaces } from './version-places';

/** What is known besides what was looked at. */
export interface Surroundings {
  readonly places: VersionPlaces;
  /** The session and the transaction of a number that a row report told of. */
  readonly owners: ReadonlyMap<number, Owner>;
  /** Items of which versions are told. */
  readonly items: ReadonlySet<string>;
}

export interface Owner {
  readonly session: string;
  /** The transaction's number, where the other is a savepoint's. */
  readonly top: number;
}

/** How things stood after each step that was looked at. */
export function* momentsOf(looked: readonly Looked[], surroundings: Surroundings): Generator<readonly [number, WholeMoment]> {
  const owners = new Map(surroundings.owners);
  for (const one of looked) for (const [xid, owner] of ownersIn(one)) owners.set(xid, owner);
  let last: readonly RowVersion[] = [];
  for (const [at, one] of looked.entries()) {
    const scene = new Scene(one, looked.slice(0, at), owners, surroundings);
    const moment = scene.momentAfter(last);
    last = moment.versions;
    yield [one.step, moment];
  }
}

/** Every transaction locks its own number, and those of its savepoints, for as long as it runs. */
function* ownersIn({ look, names }: Looked): Generator<readonly [number, Owner]> {
  const own = look.locks.filter(({ xid, mode, granted }) => xid !== null && granted && mode === 'ExclusiveLock');
  for (const { pid, xid } of own) {
    const session = names.get(pid);
    const top = Math.min(...own.flatMap((lock) => (lock.pid === pid && lock.xid !== null ? lock.xid : [])));
    if (session !== undefined && xid !== null) yield [xid, { session, top }];
  }
}

/** One look, told in sessions and items. */
class Scene {
  readonly #statuses = new Map<number, TransactionStatus>();
  readonly #log: CommitLog;
  /** By session, the number of its transaction. */
  readonly #xids = new Map<string, number>();

  constructor(
    readonly looked: Looked,
    readonly before: readonly Looked[],
    readonly owners: ReadonlyMap<number, Owner>,
    readonly surroundings: Surroundings,
  ) {
    for (const { statuses } of looked.look.tuples) {
      for (const [xid, status] of Object.entries(statuses)) if (status !== null) this.#statuses.set(Number(xid), status);
    }
    for (const [xid, { session, top }] of ownersIn(looked)) {
      this.#statuses.set(xid, 'in progress');
      this.#xids.set(session, top);
    }
    this.#log = { status: (xid) => this.#statuses.get(xid) ?? 'committed', top: (xid) => owners.get(xid)?.top ?? xid };
  }

  /** @param last the versions before; of a table that cannot be looked at they are what is known */
  momentAfter(last: readonly RowVersion[]): WholeMoment {
    const { look } = this.looked;
    const kept = last.filter(({ item }) => look.closed.has(this.surroundings.places.tableOf(item) ?? 0));
    const versions = [...kept, ...look.tuples.flatMap((tuple) => this.#version(tuple))].sort((a, b) => byName(a.item, b.item));
    const rowLocks = strongestOf(look.tuples.flatMap((tuple) => this.#rowLocks(tuple)));
    const locks = [...look.locks.flatMap((lock) => this.#lock(lock)), ...rowLocks];
    const sessions = this.looked.standings.map(({ session }) => session);
    const ordered = sessions.flatMap((session) => distinct(locks.filter((lock) => lock.session === session)));
    return { locks: ordered, snapshots: this.looked.standings.flatMap((standing) => this.#snapshot(standing)), versions };
  }

  #version(tuple: Tuple): RowVersion[] {
    const known = this.surroundings.places.at(tuple.table, tuple.ctid, tuple.xmin);
    if (!known || !this.surroundings.items.has(known.item)) return [];
    const { xmin, xmax, ctid } = tuple;
    const ender = this.#markers(tuple).find(({ ends, xid }) => ends && this.#log.status(xid) !== 'aborted');
    const seenBy = this.looked.standings.filter((standing) => !standing.failed && visible({ xmin, xmax: ender?.xid ?? null }, this.#looksWith(standing), this.#log));
    return [
      {
        item: known.item,
        version: known.version,
        values: known.values,
        writer: this.owners.get(xmin)?.session ?? null,
        state: this.#state(tuple, ender),
        endedBy: ender ? (this.owners.get(ender.xid)?.session ?? null) : null,
        seenBy: seenBy.map(({ session }) => session),
        ctid,
        xmin,
        xmax,
      },
    ];
  }

  #state(tuple: Tuple, ender: Marker | undefined): RowVersionState {
    const made = isFrozen(tuple.infomask) ? 'committed' : this.#log.status(tuple.xmin);
    if (made === 'aborted') return 'rolled back';
    // What a transaction has itself ended again is over, whether or not it commits.
    const isOver = ender !== undefined && (made === 'in progress' || this.#log.status(ender.xid) === 'committed');
    if (isOver) return tuple.next === tuple.ctid ? 'deleted' : 'replaced';
    return made === 'in progress' ? 'uncommitted' : 'committed';
  }

  /** A snapshot that is held, or the one that would be taken now. */
  #looksWith({ session, taken }: Standing): Snapshot {
    return snapshotIn(taken?.text ?? this.looked.look.now, this.#xids.get(session) ?? null);
  }

  #markers({ xmax, infomask, infomask2, members }: Tuple): readonly Marker[] {
    return markersOf(xmax, infomask, infomask2, members);
  }

  /** Who locks rows writes it into their headers; pg_locks does not show it. */
  #rowLocks(tuple: Tuple): HeldLock[] {
    const item = this.surroundings.places.at(tuple.table, tuple.ctid, tuple.xmin)?.item;
    if (item === undefined) return [];
    const strongest = new Map<string, RowLockMode>();
    for (const { xid, mode } of this.#markers(tuple)) {
      const owner = this.owners.get(xid);
      if (!owner || this.#log.status(xid) !== 'in progress' || this.#xids.get(owner.session) !== owner.top) continue;
      const known = strongest.get(owner.session);
      if (known === undefined || strengthOf(mode) > strengthOf(known)) strongest.set(owner.session, mode);
    }
    return [...strongest].map(([session, mode]) => ({ session, kind: 'row', target: item, mode, granted: true }));
  }

  #lock(lock: LookedLock): HeldLock[] {
    const { pid, kind, mode, granted } = lock;
    const session = this.looked.names.get(pid);
    const target = this.#target(lock);
    return session === undefined || target === null ? [] : [{ session, kind, target, mode, granted }];
  }

  /** Null for what nobody could read: a table that is not there for others yet. */
  #target({ kind, relation, name, page, tuple, xid, key }: LookedLock): string | null {
    if (kind === 'transactionid') return this.owners.get(xid ?? 0)?.session ?? null;
    if (kind === 'advisory') return key;
    if (relation === null || name === null || /^\d+$/.test(name)) return kind === 'relation' ? null : '';
    if (page === null) return name;
    if (tuple === null) return `${name}, page ${page}`;
    return this.#itemAt(relation, `(${page},${tuple})`) ?? `${name} (${page},${tuple})`;
  }

  #itemAt(table: number, ctid: string): string | null {
    const there = this.looked.look.tuples.find((one) => one.table === table && one.ctid === ctid);
    return (there && this.surroundings.places.at(table, ctid, there.xmin)?.item) ?? null;
  }

  #snapshot({ session, inTransaction, taken }: Standing): SessionSnapshot[] {
    if (!inTransaction && !taken) return [];
    const xid = this.#xids.get(session) ?? null;
    if (!taken) return [{ session, xid, taken: null }];
    const { step, keeps, text } = taken;
    return [{ session, xid, taken: { step, keeps, inProgress: this.#inProgress(step, text).filter((other) => other !== session), text } }];
  }

  /** Sessions that had a transaction's number when a snapshot was taken, and had not ended by it. */
  #inProgress(step: number, text: string): string[] {
    const { xmax, inProgress } = snapshotIn(text, null);
    const then = this.before.findLast((one) => one.step < step);
    const running = then ? [...ownersIn(then)].filter(([xid, { top }]) => xid === top && (xid >= xmax || inProgress.has(xid))) : [];
    return running.map(([, { session }]) => session).sort(byName);
  }
}

/** A row that a transaction has written and then locks has marks in several versions. */
function strongestOf(locks: readonly HeldLock[]): HeldLock[] {
  const strength = ({ mode }: HeldLock): number => strengthOf(mode as RowLockMode);
  return locks.filter((lock) => !locks.some((other) => other !== lock && other.session === lock.session && other.target === lock.target && strength(other) > strength(lock)));
}

function distinct(locks: readonly HeldLock[]): HeldLock[] {
  return [...new Map(locks.map((lock) => [JSON.stringify(lock), lock])).values()];
}
