import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { iteratorType, PyFlowIterator } from '../../objects/iterators';
import { PyDict } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyBytes, PyList, PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { hash } from '../../protocol/hash';
import { stringOf, toIndex } from '../../protocol/numbers';
import { repr } from '../../protocol/text';
import { isAbsent } from '../arguments';
import { matchType } from './match-type';
import { Matcher } from './matcher';
import { Flag } from './node';
import { fillTemplate, joinPieces, templateOf } from './replace';
import { PyMatch, PyPattern, subjectOf, type Subject } from './values';

/** A search through a text, match after match. */
class Scan {
  readonly #matcher: Matcher;
  #next: number;
  #emptyAt = -1;

  constructor(
    readonly pattern: PyPattern,
    readonly subject: Subject,
    readonly start: number,
    readonly end: number,
  ) {
    this.#matcher = new Matcher(pattern.program, subject.codes, pattern.isBytes, end);
    this.#next = start;
  }

  #match(): PyMatch {
    const { groups } = this.pattern.program;
    const registers = this.#matcher.registers;
    return new PyMatch(matchType, this.pattern, this.subject, this.start, this.end, Array.from(registers.slice(0, 2 * (groups + 1))), registers[2 * (groups + 1)] as number);
  }

  /** The next match; an empty one does not come twice at one place. */
  *next(): Flow<PyMatch | null> {
    if (this.#next > this.end || (yield* this.#matcher.search(this.#next, this.#emptyAt)) < 0) {
      this.#next = this.end + 1;
      return null;
    }
    const match = this.#match();
    const [from, to] = match.span(0);
    this.#next = to;
    this.#emptyAt = from === to ? to : -1;
    return match;
  }

  /** The match that begins where the scan does. */
  *here(whole: boolean): Flow<PyMatch | null> {
    return (yield* this.#matcher.matchAt(this.start, whole)) < 0 ? null : this.#match();
  }
}

function* scan(pattern: PyPattern, string: Value, pos: Value, endpos: Value): Flow<Scan> {
  const subject = subjectOf(string, pattern);
  const size = subject.codes.length;
  const start = Math.min(size, Math.max(0, isAbsent(pos) ? 0 : Number(yield* toIndex(pos))));
  const end = Math.min(size, Math.max(0, isAbsent(endpos) ? size : Number(yield* toIndex(endpos))));
  return new Scan(pattern, subject, start, end);
}

function* allMatches(pattern: PyPattern, string: Value, pos: Value = null, endpos: Value = null): Flow<PyMatch[]> {
  const found: PyMatch[] = [];
  const scanning = yield* scan(pattern, string, pos, endpos);
  for (let match = yield* scanning.next(); match !== null; match = yield* scanning.next()) found.push(match);
  return found;
}

/** What `findall` gives for a match: the group if there is one, all if there are several, else the whole. */
function findallItem(match: PyMatch): Value {
  const { groups } = match.pattern.program;
  const nothing = match.pattern.isBytes ? new PyBytes(new Uint8Array()) : '';
  if (groups < 2) return match.group(groups, nothing);
  return new PyTuple(Array.from({ length: groups }, (_unused, index) => match.group(index + 1, nothing)));
}

/** Replaces matches; gives the text and how many there were. */
function* substitute(pattern: PyPattern, replacement: Value, string: Value, limit: number): Flow<readonly [Value, number]> {
  const callable = typeOf(replacement).lookup('__call__') !== undefined || replacement instanceof PyType;
  const replacementIsBytes = replacement instanceof PyBytes;
  if (!callable && !replacementIsBytes && stringOf(replacement) === undefined) throw typeError(`decoding to str: need a bytes-like object, ${typeOf(replacement).label} found`);
  const parts = callable ? null : templateOf(pattern, replacement);
  const scanning = yield* scan(pattern, string, null, null);
  const { subject } = scanning;
  const pieces: Value[] = [];
  let behind = 0;
  let count = 0;
  for (let match = yield* scanning.next(); match !== null; match = yield* scanning.next()) {
    const [from, to] = match.span(0);
    pieces.push(subject.slice(behind, from));
    if (parts !== null) pieces.push(fillTemplate(parts, match));
    else {
      const made = yield* call(replacement, [match]);
      if (made !== null && stringOf(made) === undefined && !(made instanceof PyBytes)) throw typeError(`expected str instance, ${typeOf(made).label} found`);
      if (made !== null) pieces.push(made);
    }
    behind = to;
    count += 1;
    if (count === limit) break;
  }
  pieces.push(subject.slice(behind, subject.codes.length));
  return [joinPieces(pieces, pattern.isBytes), count];
}

function* split(pattern: PyPattern, string: Value, limit: number): Flow<Value> {
  const scanning = yield* scan(pattern, string, null, null);
  const { subject } = scanning;
  const pieces: Value[] = [];
  let behind = 0;
  let count = 0;
  while (limit === 0 || count < limit) {
    const match = yield* scanning.next();
    if (match === null) break;
    const [from, to] = match.span(0);
    pieces.push(subject.slice(behind, from));
    for (let group = 1; group <= pattern.program.groups; group += 1) pieces.push(match.group(group));
    behind = to;
    count += 1;
  }
  pieces.push(subject.slice(behind, subject.codes.length));
  return new PyList(pieces);
}

const shownFlags: readonly (readonly [bit: number, name: string])[] = [
  [Flag.ignoreCase, 're.IGNORECASE'],
  [Flag.locale, 're.LOCALE'],
  [Flag.multiLine, 're.MULTILINE'],
  [Flag.dotAll, 're.DOTALL'],
  [Flag.verbose, 're.VERBOSE'],
  [Flag.debug, 're.DEBUG'],
  [Flag.ascii, 're.ASCII'],
];

export const patternType: PyType = defineClass<PyPattern>({
  name: 'Pattern',
  module: 're',
  namedWithModule: true,
  allocate: null,
  subclassable: false,
  accepts: (value) => value instanceof PyPattern,
  attributes: {
    pattern: (self) => self.source,
    flags: (self) => self.flags,
    groups: (self) => self.program.groups,
    groupindex: (self) => PyDict.of(self.names),
  },
  methods: {
    'search(string, pos=0, endpos=None)': function* (self, string, pos, endpos): Flow<Value> {
      return yield* (yield* scan(self, string, pos, endpos)).next();
    },
    'match(string, pos=0, endpos=None)': function* (self, string, pos, endpos): Flow<Value> {
      return yield* (yield* scan(self, string, pos, endpos)).here(false);
    },
    'fullmatch(string, pos=0, endpos=None)': function* (self, string, pos, endpos): Flow<Value> {
      return yield* (yield* scan(self, string, pos, endpos)).here(true);
    },
    'findall(string, pos=0, endpos=None)': function* (self, string, pos, endpos): Flow<Value> {
      return new PyList((yield* allMatches(self, string, pos, endpos)).map(findallItem));
    },
    'finditer(string, pos=0, endpos=None)': function* (self, string, pos, endpos): Flow<Value> {
      const scanning = yield* scan(self, string, pos, endpos);
      return new PyFlowIterator(iteratorType('callable_iterator'), function* (): Flow<Value | undefined> {
        return (yield* scanning.next()) ?? undefined;
      });
    },
    'split(string, maxsplit=0)': function* (self, string, limit): Flow<Value> {
      return yield* split(self, string, Number(yield* toIndex(limit)));
    },
    'sub(repl, string, count=0)': function* (self, replacement, string, count): Flow<Value> {
      const [text] = yield* substitute(self, replacement, string, Number(yield* toIndex(count)));
      return text;
    },
    'subn(repl, string, count=0)': function* (self, replacement, string, count): Flow<Value> {
      return new PyTuple([...(yield* substitute(self, replacement, string, Number(yield* toIndex(count))))]);
    },
    '__copy__()': (self) => self,
    '__deepcopy__(memo, /)': (self) => self,
    '__eq__(other, /)': (self, other) => (other instanceof PyPattern ? self.flags === other.flags && stringOf(self.source) === stringOf(other.source) && self.isBytes === other.isBytes : NOT_IMPLEMENTED),
    '__hash__()': function* (self): Flow<Value> {
      return yield* hash(new PyTuple([self.source, self.flags]));
    },
    '__repr__()': function* (self): Flow<Value> {
      const source = (yield* repr(self.source)).slice(0, 200);
      const names = shownFlags.filter(([bit]) => (self.flags & bit) !== 0).map(([, name]) => name);
      return names.length === 0 ? `re.compile(${source})` : `re.compile(${source}, ${names.join('|')})`;
    },
  },
});
