import type { RelationStep } from '../../cells/output';
import { figures } from './figures';
import type { RelationWords } from './relation-words';

const { count } = figures('en', { ms: 'ms', s: 's', min: 'min' });
const rows = (value: number): string => count(value, { one: 'row', other: 'rows' });
const depend = (many: number): string => (many === 1 ? 'depends' : 'depend');
const into = (name: string): string => (name === 'given' ? 'Yours' : name);
const set = (names: readonly string[]): string => `{${names.join(', ')}}`;

/** Reports on relations in English. */
export const relationEn: RelationWords = {
  label: 'Normal form',
  only: (form) => `${form} only.`,
  reached: (form) => `${form}.`,
  nothingBroken: 'Every dependency follows from the keys.',
  inRows: (value) => (value === 1 ? 'In this row:' : `In these ${rows(value)}:`),
  keys: (value) => (value === 1 ? 'Key' : 'Keys'),
  emptyKey: 'no attribute: there is at most one row',
  because: {
    '2NF': (many) => `{right} ${depend(many)} on {left} alone, which is a part of the key {key}.`,
    '3NF': (many) => `{right} ${depend(many)} on {left}, which is no key.`,
    BCNF: (many) => `{right} ${depend(many)} on {left}, which is no key.`,
    '4NF': () => '{blocks} do not depend on each other, but for each {left} every combination has its own row.',
    '5NF': () => '{dependency} does not follow from the keys.',
    constant: (many) => (many === 1 ? '{right} is the same in every row: it depends on nothing.' : '{right} are the same in every row: they depend on nothing.'),
  },
  ladder: {
    label: 'Normal forms',
    holds: (form) => `${form} holds.`,
    broken: (form) => `${form} is violated.`,
    below: (form) => `It contains ${form}, which is violated.`,
    first: 'Every value counts as one: a relation has no other.',
    lists: '{column} holds what looks like a list: {value}. SQL takes it for one value; 1NF asks for a row for each.',
  },
  diagram: { label: 'Dependencies', more: (value) => `and ${count(value, { one: 'dependency', other: 'dependencies' })} more` },
  decomposition: {
    label: 'Decomposition',
    given: (number) => (number === 1 ? 'yours' : `yours ${number}`),
    lossless: 'lossless',
    losslessHere: 'lossless on these rows',
    losslessElsewhere: 'lossless for rows that keep the rules, not for these',
    lossy: 'lossy',
    undecided: 'not decided whether lossless',
    kept: 'all dependencies kept',
    lost: 'lost: {dependency}',
    spurious: (value) => count(value, { one: 'spurious row', other: 'spurious rows' }),
    spuriousHeading: 'Rows that the join invents',
    rows,
    references: '{attributes} refers to {part}',
    sql: 'SQL',
    copy: 'Copy SQL',
    copied: 'Copied',
    copyFailed: 'Could not be copied',
    create: 'Create these tables',
    creating: 'Creating…',
    created: 'Created {tables} on the notebook’s database.',
  },
  anomalies: {
    heading: 'What goes wrong in this table',
    names: { update: 'Update', insert: 'Insert', delete: 'Delete' },
    sentences: {
      update: 'That {fact} stands in {rows}. Whoever changes one of them and not the others makes the table contradict itself.',
      insert: 'What belongs to a new {left} cannot be stored before there is a value for {lacking}, which the key needs.',
      delete: 'That {fact} stands in {rows} and nowhere else. Deleting that forgets it.',
    },
    rows,
  },
  data: {
    holds: (value) => (value === 1 ? 'Holds in this row' : `Holds in these ${rows(value)}`),
    nothing: 'No dependency.',
    contradicted: 'The rows contradict {dependency}.',
    missing: 'It demands this row, which is missing:',
    more: (value) => `and ${value} more`,
  },
  steps: { heading: (value) => `Reasoning, ${count(value, { one: 'step', other: 'steps' })}`, sentence },
  limits: 'Not everything was worked out:',
};

function sentence(step: RelationStep): string {
  switch (step.kind) {
    case 'discovered':
      return `${count(step.dependencies, { one: 'minimal functional dependency holds', other: 'minimal functional dependencies hold' })} in these ${rows(step.rows)}.`;
    case 'closure':
      return `The closure of ${set(step.of)} is ${step.all ? 'all attributes' : set(step.closure)}.`;
    case 'underived':
      return `Nothing determines ${set(step.attributes)}: every key contains ${step.attributes.length === 1 ? 'it' : 'them'}.`;
    case 'key':
      return `${set(step.key)} determines all attributes, and no part of it does: a candidate key.`;
    case 'shortened':
      return `${step.from} can be shortened to ${step.to}.`;
    case 'redundant':
      return `${step.dependency} follows from the others.`;
    case 'table':
      return `3NF: ${set(step.left)} and what it determines make a table, ${set(step.attributes)}.`;
    case 'added-key':
      return `3NF: no table holds a key, so ${set(step.key)} is added.`;
    case 'cut':
      return `${into(step.into)}: ${set(step.of)} is cut along ${set(step.left)} into ${step.parts.map(set).join(' and ')}.`;
    case 'lossless':
      return `${into(step.into)}: joining ${step.parts.map(set).join(', ')} ${step.lossless === null ? 'could not be decided' : step.lossless ? 'gives the relation back' : 'can give rows that were not there'}.`;
  }
}
