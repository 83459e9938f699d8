import type { AnomalyCode } from '../trace';
import type { Cycle, Hop } from './cycles';

interface CycleName {
  readonly name: string;
  readonly codes: readonly AnomalyCode[];
}

/**
 * The classes of a cycle by its edges (Adya, Liskov, O'Neil 2000, section 5; G-single: Adya 1999,
 * section 4.2), the strongest first. A cycle with one predicate anti-dependency is G2 as well.
 */
export function classesOf(cycle: Cycle): AnomalyCode[] {
  const antiDependencies = cycle.filter(isAnti).length;
  const throughPredicate = cycle.some((hop) => hop.kind === 'predicate rw');
  if (antiDependencies === 0) return cycle.every((hop) => hop.kind === 'ww') ? ['G0'] : ['G1c'];
  if (antiDependencies === 1) return throughPredicate ? ['G-single', 'G2'] : ['G-single'];
  return throughPredicate ? ['G2'] : ['G2-item'];
}

/** What textbooks call a cycle (Berenson et al. 1995; Fekete, O'Neil, O'Neil 2004 for the read-only anomaly). */
export function nameOf(cycle: Cycle, writes: (transaction: string) => boolean): CycleName {
  const classes = classesOf(cycle);
  const [first] = classes;
  if (first === 'G0') return { name: 'write cycle', codes: classes };
  if (first === 'G1c') return { name: 'circular information flow', codes: classes };
  const learner = first === 'G-single' ? singleName(cycle) : skewName(cycle, writes);
  if (learner) return { name: learner.name, codes: [...learner.codes, ...classes] };
  return { name: first === 'G-single' ? 'single anti-dependency cycle' : 'anti-dependency cycle', codes: classes };
}

/** A cycle with one anti-dependency: what its reader did next, and where, decides. */
function singleName(cycle: Cycle): CycleName | null {
  const at = cycle.findIndex(isAnti);
  const anti = cycle[at] as Hop;
  const into = cycle[(at - 1 + cycle.length) % cycle.length] as Hop;
  const reads = into.kind === 'wr' || into.kind === 'predicate wr';
  if (anti.kind === 'predicate rw') {
    if (!reads) return null;
    const sameRow = causesOf(into).some((item) => causesOf(anti).includes(item));
    return sameRow || !metByOtherPredicate(into, anti) ? { name: 'phantom', codes: ['P3'] } : { name: 'read skew', codes: ['A5A'] };
  }
  const shared = new Set(itemsOf(into).filter((item) => itemsOf(anti).includes(item)));
  if (reads) return shared.size > 0 ? { name: 'non-repeatable read', codes: ['P2'] } : { name: 'read skew', codes: ['A5A'] };
  if (shared.size === 0) return null;
  const throughCursor = [...anti.dependencies, ...into.dependencies].some((one) => one.throughCursor && shared.has(one.item));
  return throughCursor ? { name: 'cursor lost update', codes: ['P4C', 'P4'] } : { name: 'lost update', codes: ['P4'] };
}

function skewName(cycle: Cycle, writes: (transaction: string) => boolean): CycleName | null {
  const readOnly = cycle.some((hop, index) => isAnti(hop) && isAnti(cycle[(index + 1) % cycle.length] as Hop) && !writes(hop.from));
  if (readOnly) return { name: 'read-only transaction anomaly', codes: ['read-only'] };
  if (!cycle.every(isAnti)) return null;
  const throughPredicate = cycle.some((hop) => hop.kind === 'predicate rw');
  return throughPredicate ? { name: 'predicate write skew', codes: [] } : { name: 'write skew', codes: ['A5B'] };
}

export function isAnti(hop: Hop): boolean {
  return hop.kind === 'rw' || hop.kind === 'predicate rw';
}

export function itemsOf(hop: Hop): string[] {
  return hop.dependencies.map(({ item }) => item);
}

/** Whether the rows that the reader met had been found by conditions other than the one that missed some: an effect seen without its cause. */
function metByOtherPredicate(into: Hop, anti: Hop): boolean {
  const met = into.kind === 'predicate wr' ? itemsOf(into) : into.dependencies.flatMap(({ foundBy }) => foundBy);
  return met.length > 0 && !met.some((predicate) => itemsOf(anti).includes(predicate));
}

/** The rows by whose versions a hop came about. */
function causesOf(hop: Hop): string[] {
  return hop.dependencies.flatMap(({ causes }) => causes);
}
