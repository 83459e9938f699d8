import type { Condition } from '../../src/cells/check/condition';
import type { RelationStep, StatementCause } from '../../src/cells/output';
import { wordsFor, wordsForNote } from '../../src/view/words';
import { en } from '../../src/view/words/en';
import { ru } from '../../src/view/words/ru';
import type { AnomalyRoles } from '../../src/view/words/trace-words';

const roles: AnomalyRoles = { reader: 'T1', writer: 'T2', item: 'account:1', seen: 'T2', sessions: 'T1, T2' };

const cause: StatementCause = { kind: 'lazy load', text: '', load: { entity: 'User', attribute: 'addresses', remedy: null } };

const condition: Condition = { kind: 'no anomaly' };

const step: RelationStep = { kind: 'key', key: ['id'] };

function isPhrase(node: unknown): node is (...figures: (string | number | AnomalyRoles | RelationStep | Condition | StatementCause)[]) => string {
  return typeof node === 'function';
}

/** Every text of a catalogue by its path; functions are called with plain figures, summaries of anomalies with who did what, sentences of steps with a step, conditions with one. */
function texts(node: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof node === 'string') into.set(path, node);
  else if (isPhrase(node)) into.set(path, path.includes('.summaries.') ? node(roles) : path.endsWith('.sentence') ? node(step) : path === '.message' ? node('its directive says skip') : path.endsWith('.condition') ? node(condition) : path.endsWith('.cause') ? node(cause, 2) : node(...Array<number>(node.length).fill(3)));
  else for (const [key, value] of Object.entries(node as object)) texts(value, `${path}.${key}`, into);
  return into;
}

const english = texts(en, '', new Map());
const russian = texts(ru, '', new Map());

test('both catalogues have the same words', () => {
  expect([...russian.keys()].sort()).toEqual([...english.keys()].sort());
});

test.each([...english, ...russian])('%s is a word', (_, text) => {
  expect(text.trim()).not.toBe('');
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('nothing but names and signs is left in English', () => {
  const same = [...russian].filter(([path, text]) => english.get(path) === text).map(([path]) => path);
  expect(same).toEqual(['.number', '.tabs.sql', '.sql.times', '.relation.reached', '.relation.decomposition.sql']);
});

test.each([
  ['en', 1, '1 row'],
  ['en', 1000, '1,000 rows'],
  ['ru', 1, '1 строка'],
  ['ru', 3, '3 строки'],
  ['ru', 11, '11 строк'],
  ['ru', 21, '21 строка'],
])('%s counts %i', (language, count, text) => {
  expect(wordsFor(language).table.rows(count).replaceAll('\u00a0', ' ')).toBe(text);
});

test.each([
  [0.02, '0.0 ms'],
  [0.2, '0.2 ms'],
  [0.97, '1 ms'],
  [4.1, '4 ms'],
  [999.7, '1.0 s'],
  [9949, '9.9 s'],
  [9960, '10 s'],
  [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(en.duration(milliseconds).replaceAll('\u00a0', ' ')).toBe(text);
});

test('a language without a catalogue gets English, a regional one its own', () => {
  expect(wordsFor('pt')).toBe(en);
  expect(wordsFor('ru-RU')).toBe(ru);
  expect(wordsFor('constructor')).toBe(en);
});

test.each([
  ['ru/Заметка.md', 'ru'],
  ['Savepoint/ru/Заметка.md', 'ru'],
  ['Savepoint/EN/Note.md', 'en'],
  ['ru.md', 'de'],
  ['constructor/Note.md', 'de'],
])('%s is written to in %s', (path, language) => {
  const otherwise = { ...wordsFor('en'), language: 'de' };
  expect(wordsForNote(path, otherwise).language).toBe(language);
});
