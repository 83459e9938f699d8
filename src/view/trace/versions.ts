import type { Trace, VersionOfItem } from '../../cells/output';
import { valuesText } from './moment-text';
import { statementsOf } from './statements';
import { endOf } from './timeline';
import { fatesOf, type Fate } from './transaction-ends';

/** What a version is at one moment. */
export type VersionState = 'committed' | 'uncommitted' | 'replaced' | 'rolled back';

/** A version of an item at one moment. */
export interface SeenVersion {
  readonly version: string;
  /** The session that wrote it; null for the one that was found. */
  readonly writer: string | null;
  readonly state: VersionState;
  /** What is in it; null where the trace does not tell. */
  readonly value: string | null;
  readonly deleted: boolean;
}

/** An item with its versions, the newest first. */
export interface SeenItem {
  readonly item: string;
  readonly versions: readonly SeenVersion[];
}

interface Written {
  readonly version: string;
  readonly writer: string | null;
  readonly step: number;
  readonly at: number;
  readonly fate: Fate;
  readonly deleted: boolean;
}

/** All versions of a trace over time. */
export interface VersionHistory {
  /** Every item, in the order in which they are met. */
  readonly items: readonly string[];
  /** What is known after a step. */
  readonly after: (step: number) => readonly SeenItem[];
  /** The items of which anything changes with a step. */
  readonly changedBy: (step: number) => readonly SeenItem[];
}

/** A single item is shown from the start, as it was found; of several each appears as it is met. */
const shownFromStart = 1;

/** Follows the versions of every item through a trace. */
export function versionHistory(trace: Trace): VersionHistory {
  const written = writtenVersions(trace);
  const texts = valueTexts(trace, written);
  const met = new Map([...written.keys()].map((item) => [item, metAt(trace, item, written.size)]));
  const items = [...written.keys()].sort((a, b) => (met.get(a) ?? 0) - (met.get(b) ?? 0));

  const seen = (step: number): readonly SeenItem[] =>
    items.flatMap((item) => {
      if ((met.get(item) ?? 0) > step) return [];
      const versions = versionsAt(written.get(item) ?? [], step, (version) => texts.get(versionKey({ item, version })) ?? null);
      return versions.length === 0 ? [] : [{ item, versions }];
    });
  const moments = [[], ...trace.steps.map(({ step }) => seen(step))];
  return {
    items,
    after: (step) => moments[Math.min(step, moments.length - 1)] ?? [],
    changedBy: (step) => {
      const before = new Map((moments[step - 1] ?? []).map((one) => [one.item, JSON.stringify(one)]));
      return (moments[step] ?? []).filter((one) => before.get(one.item) !== JSON.stringify(one));
    },
  };
}

function writtenVersions(trace: Trace): ReadonlyMap<string, readonly Written[]> {
  const fates = fatesOf(trace);
  const written = new Map<string, Written[]>();
  const born = new Set<string>();
  for (const step of trace.steps) {
    const verb = statementsOf(step.sql).at(-1)?.verb ?? '';
    for (const { item, version } of step.reads) {
      if (!written.has(item)) written.set(item, []);
      if (version === 'init') born.add(item);
    }
    for (const { item, version, values } of step.writes) {
      const versions = written.get(item) ?? [];
      if (versions.length === 0 && verb !== 'insert') born.add(item);
      const fate = fates.get(step.step) ?? { kept: true, at: endOf(step) };
      versions.push({ version, writer: step.session, step: step.step, at: endOf(step), fate, deleted: values === null || (values === undefined && verb === 'delete') });
      written.set(item, versions);
    }
  }
  const found: Written = { version: 'init', writer: null, step: 0, at: 0, fate: { kept: true, at: 0 }, deleted: false };
  return new Map(
    [...written].map(([item, versions]) => [item, [...(born.has(item) ? [found] : []), ...versions].sort((a, b) => a.at - b.at || a.step - b.step)]),
  );
}

function metAt(trace: Trace, item: string, items: number): number {
  if (items <= shownFromStart) return 1;
  return trace.steps.find(({ reads, writes }) => [...reads, ...writes].some((one) => one.item === item))?.step ?? 1;
}

function versionsAt(all: readonly Written[], step: number, text: (version: string) => string | null): readonly SeenVersion[] {
  const there = all.filter(({ at }) => at <= step);
  const current = lastCommitted(there.filter(({ fate }) => fate.at <= step))[0];
  const seen = there.map((one) => ({
    version: one.version,
    writer: one.writer,
    state: stateOf(one, there, step, current),
    value: text(one.version),
    deleted: one.deleted,
  }));
  return seen.reverse();
}

function stateOf(one: Written, there: readonly Written[], step: number, current: Written | undefined): VersionState {
  if (one.fate.at <= step && !one.fate.kept) return 'rolled back';
  if (one === current) return 'committed';
  // Written again by its own transaction, and not only until a savepoint was returned to.
  const rewritten = there.some(
    (other) =>
      transactionOf(other) === transactionOf(one) && other.at >= one.at && other.step > one.step && (other.fate.kept || other.fate.at > step),
  );
  return one.fate.at <= step || rewritten ? 'replaced' : 'uncommitted';
}

/** The transaction of a version: `T1#2` of `T1#2.3`. */
function transactionOf({ version }: Written): string {
  return version.replace(/\.\d+$/, '');
}

/** The version that was committed last, in a list, or nothing. */
function lastCommitted(versions: readonly Written[]): readonly Written[] {
  const committed = versions.filter(({ fate }) => fate.kept && fate.at < Infinity);
  return committed.sort((a, b) => a.fate.at - b.fate.at || a.step - b.step).slice(-1);
}

/** The text of every version of which the values are known. */
function valueTexts(trace: Trace, written: ReadonlyMap<string, readonly Written[]>): ReadonlyMap<string, string> {
  const told = trace.steps.flatMap(({ reads, writes, after }) => [...(after?.versions ?? []), ...reads, ...writes]);
  const known = new Map(told.flatMap(({ item, version, values }) => (values && version !== null ? [[versionKey({ item, version }), values] as const] : [])));
  const texts = new Map<string, string>();
  for (const [item, versions] of written) {
    const all = versions.map(({ version }) => ({ values: known.get(versionKey({ item, version })) ?? null })).filter(({ values }) => values !== null);
    for (const { version } of versions) {
      const values = known.get(versionKey({ item, version }));
      if (values) texts.set(versionKey({ item, version }), valuesText({ item, values }, all));
    }
  }
  return texts;
}

/** The key of a version among all items'. */
function versionKey({ item, version }: Pick<VersionOfItem, 'item' | 'version'>): string {
  return `${item}\u0000${version}`;
}
