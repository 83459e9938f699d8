import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { builtinException, raised } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { intOf, stringOf } from '../../protocol/numbers';
import { repr } from '../../protocol/text';
import { expandTemplate } from './replace';
import { PyMatch } from './values';

/** The number of a group by its number or name. @throws Raised IndexError */
function groupIndex(match: PyMatch, key: Value): number {
  const int = intOf(key);
  const name = stringOf(key);
  const index = int ?? (name === undefined ? undefined : match.pattern.names.get(name));
  if (index === undefined || index < 0 || index > match.pattern.program.groups) throw raised(builtinException('IndexError'), 'no such group');
  return Number(index);
}

function groupsOf(match: PyMatch, keys: readonly Value[]): Value {
  if (keys.length === 0) return match.group(0);
  const [only] = keys;
  if (keys.length === 1) return match.group(groupIndex(match, only ?? null));
  return new PyTuple(keys.map((key) => match.group(groupIndex(match, key))));
}

function allGroups(match: PyMatch): number[] {
  return Array.from({ length: match.pattern.program.groups }, (_unused, index) => index + 1);
}

export const matchType: PyType = defineClass<PyMatch>({
  name: 'Match',
  module: 're',
  namedWithModule: true,
  allocate: null,
  subclassable: false,
  accepts: (value) => value instanceof PyMatch,
  attributes: {
    string: (self) => self.subject.value,
    re: (self) => self.pattern,
    pos: (self) => self.position,
    endpos: (self) => self.end,
    lastindex: (self) => (self.lastGroup < 0 ? null : self.lastGroup),
    lastgroup: (self) => [...self.pattern.names].find(([, index]) => index === self.lastGroup)?.[0] ?? null,
    regs: (self) => new PyTuple([0, ...allGroups(self)].map((group) => new PyTuple([...self.span(group)]))),
  },
  methods: {
    'group(*args)': (self, args) => groupsOf(self, (args as PyTuple).items),
    '__getitem__(key, /)': (self, key) => self.group(groupIndex(self, key)),
    'groups(default=None)': (self, fallback) => new PyTuple(allGroups(self).map((group) => self.group(group, fallback))),
    'groupdict(default=None)': (self, fallback) => PyDict.of([...self.pattern.names].map(([name, group]) => [name, self.group(group, fallback)])),
    'start(group=0, /)': (self, group) => self.span(groupIndex(self, group))[0],
    'end(group=0, /)': (self, group) => self.span(groupIndex(self, group))[1],
    'span(group=0, /)': (self, group) => new PyTuple([...self.span(groupIndex(self, group))]),
    'expand(template)': (self, template) => expandTemplate(self, template),
    '__copy__()': (self) => self,
    '__deepcopy__(memo, /)': (self) => self,
    '__repr__()': function* (self): Flow<Value> {
      const [start, end] = self.span(0);
      return `<re.Match object; span=(${start}, ${end}), match=${yield* repr(self.group(0))}>`;
    },
  },
});
