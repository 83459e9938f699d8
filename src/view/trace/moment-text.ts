import type { HeldLock, RowVersion, SessionSnapshot, TraceValue } from '../../cells/output';
import { valueText } from '../value-text';
import type { TraceWords } from '../words/words';
import type { KnownMoment } from './moments';
import { listed } from './verdict';

/** Locks of a session on one thing. */
export interface LockLine {
  readonly granted: boolean;
  /** What kind of thing it is, `''` where its name says so. */
  readonly kind: string;
  readonly target: string;
  readonly modes: readonly string[];
  /** True where nobody can be kept waiting by it. */
  readonly harmless: boolean;
}

/** What is known of a session. */
export interface SessionState {
  readonly session: string;
  /** Its transaction's number and its snapshot, in words. */
  readonly facts: readonly string[];
  /** The snapshot as the engine writes it; null where it does not. */
  readonly snapshot: string | null;
  readonly locks: readonly LockLine[];
}

/** Kinds of locks in the order in which they are told; others come after these. */
const kinds = ['row', 'tuple', 'advisory', 'range', 'table', 'database', 'relation', 'page', 'transactionid'];

/** What each session of a schedule holds, waits for and looks at. */
export function sessionStates({ locks, snapshots }: KnownMoment, sessions: readonly string[], words: TraceWords): readonly SessionState[] {
  return sessions.flatMap((session) => {
    const own = locks.filter((lock) => lock.session === session);
    const snapshot = snapshots.find((one) => one.session === session);
    if (own.length === 0 && snapshot === undefined) return [];
    return [{ session, facts: snapshot === undefined ? [] : snapshotFacts(snapshot, words), snapshot: snapshot?.taken?.text ?? null, locks: lockLines(own, words) }];
  });
}

function snapshotFacts({ xid, taken }: SessionSnapshot, words: TraceWords): readonly string[] {
  const { moment } = words;
  const number = xid === null ? [] : [moment.transaction(xid)];
  if (taken === null) return [...number, moment.perStatement];
  const seen = taken.commits === undefined ? [] : [moment.commitsSeen(taken.commits)];
  const blind = taken.inProgress.length === 0 ? [] : [moment.blindTo(listed(taken.inProgress, words))];
  return [...number, [moment.snapshotOf(taken.step), ...seen, ...blind].join(', ')];
}

/** One line for each thing that is locked, what is awaited first. */
function lockLines(locks: readonly HeldLock[], words: TraceWords): readonly LockLine[] {
  const lines = new Map<string, LockLine>();
  const rank = ({ granted, kind, mode }: HeldLock): number => Number(granted) * 100 + Number(mode === 'SIReadLock') * 50 + (kinds.indexOf(kind) + kinds.length) % kinds.length;
  for (const lock of [...locks].sort((a, b) => rank(a) - rank(b))) {
    const { granted, kind, target, mode } = lock;
    const harmless = mode === 'SIReadLock';
    const key = [granted, harmless, kind, target].join('\u0000');
    const known = lines.get(key);
    lines.set(key, known === undefined ? { granted, ...named(lock, words), modes: [mode], harmless } : { ...known, modes: [...known.modes, mode] });
  }
  return [...lines.values()];
}

function named({ kind, target, granted }: HeldLock, { moment }: TraceWords): Pick<LockLine, 'kind' | 'target'> {
  if (kind === 'transactionid') return { kind: '', target: granted ? moment.ownTransaction : moment.endOf(target) };
  const known = Object.hasOwn(moment.lockKinds, kind) ? (moment.lockKinds[kind] ?? kind) : kind;
  // A page names itself: `account_pkey, page 1`.
  return kind === 'page' ? { kind: '', target } : { kind: known, target };
}

/** A lock in one line of plain text. */
export function lockText({ granted, kind, target, modes, harmless }: LockLine, { moment }: TraceWords): string {
  const thing = [kind, target].filter((part) => part !== '').join(' ');
  return `${granted ? moment.holds : moment.awaits} ${thing}: ${modes.join(', ')}${harmless ? ` (${moment.siread})` : ''}`;
}

/** A row version with what is to be shown of it. */
export interface VersionLine {
  readonly version: RowVersion;
  /** The columns in which the versions of the row differ; all but the key where there is one version. */
  readonly value: string;
  readonly state: string;
  readonly seenBy: string;
  /** False for a version that is not, and will not be, the row. */
  readonly living: boolean;
}

/** The versions of rows, told one by one. */
export function versionLines({ versions }: KnownMoment, sessions: readonly string[], words: TraceWords): readonly VersionLine[] {
  const { moment } = words;
  return versions.map((version) => {
    const { state, writer, endedBy, seenBy } = version;
    const living = state === 'committed' || state === 'uncommitted';
    const who = state === 'uncommitted' || state === 'rolled back' ? writer : state === 'committed' ? null : endedBy;
    const change = state === 'committed' && endedBy !== null ? [moment.ending(endedBy)] : [];
    return {
      version,
      value: valuesText(version, versions.filter(({ item }) => item === version.item)),
      state: [who === null ? moment.states[state] : `${moment.states[state]} ${moment.by(who)}`, ...change].join(', '),
      seenBy: seenBy.length === 0 ? moment.nobody : seenBy.length === sessions.length ? moment.everyone : seenBy.join(', '),
      living,
    };
  });
}

/** What is in a version, in one line: its value alone where one column is told, else each with its name. */
export function valuesText({ item, values }: Pick<RowVersion, 'item' | 'values'>, all: readonly Pick<RowVersion, 'values'>[]): string {
  if (values === null) return '?';
  const text = (of: Readonly<Record<string, TraceValue>> | null, column: string): string => valueText(of?.[column] ?? null);
  const columns = Object.keys(values);
  const differing = columns.filter((column) => new Set(all.map((one) => text(one.values, column))).size > 1);
  const key = item.slice(item.indexOf(':') + 1).split(',');
  // The first column that has a part of the key is taken for the key's own.
  const others = columns.filter((column) => {
    const at = key.indexOf(text(values, column));
    if (at >= 0) key.splice(at, 1);
    return at < 0;
  });
  const shown = differing.length > 0 ? differing : others.length > 0 ? others : columns;
  return shown.map((column) => (shown.length > 1 ? `${column} ${text(values, column)}` : text(values, column))).join(', ');
}

/** A moment as lines of plain text; none where nothing is known. */
export function momentLines(moment: KnownMoment, sessions: readonly string[], words: TraceWords): readonly string[] {
  const versions = versionLines(moment, sessions, words).map(({ version, value, state, seenBy }) => {
    const { item, ctid, xmin, xmax } = version;
    const header = ctid === undefined ? '' : `, ctid ${ctid}, xmin ${xmin ?? ''}, xmax ${xmax ?? ''}`;
    return `${item} = ${value}: ${state}; ${words.moment.seenBy}: ${seenBy}${header}`;
  });
  const states = sessionStates(moment, sessions, words).flatMap(({ session, facts, snapshot, locks }) => [
    ...(facts.length === 0 ? [] : [`${session}: ${facts.join('; ')}${snapshot === null ? '' : ` (${snapshot})`}`]),
    ...locks.map((lock) => `${session} ${lockText(lock, words)}`),
  ]);
  return [...versions, ...states];
}
