import type { Flow } from '../flow';
import { addMembers } from '../native/define';
import { baseExceptionType, tracebackType, typeOf } from '../objects/builtin-types';
import { PyException, PyTraceback } from '../objects/exception';
import { builtinException, typeError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import type { PyType, Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { stringOf } from '../protocol/numbers';
import { joinReprs, repr, str } from '../protocol/text';

function isException(value: Value): value is PyException {
  return value instanceof PyException;
}

function* describe(self: PyException): Flow<string> {
  const { items } = self.args;
  if (items.length === 0) return '';
  if (items.length === 1) return yield* str(items[0] as Value);
  return yield* str(self.args);
}

function asException(value: Value | undefined, what: string): PyException | null {
  if (value === null || value === undefined) return null;
  if (!isException(value)) throw typeError(`exception ${what} must be None or derive from BaseException`);
  return value;
}

/** An attribute that is stored beside the arguments. */
function field(name: string): { readonly get: (self: PyException) => Value; readonly set: (self: PyException, value: Value | undefined) => void } {
  return {
    get: (self) => self.fields.get(name) ?? null,
    set: (self, value) => {
      self.fields.set(name, value ?? null);
    },
  };
}

function fields(type: PyType, names: readonly string[]): void {
  addMembers<PyException>(type, { accepts: isException, attributes: Object.fromEntries(names.map((name) => [name, field(name)])) });
}

/** Attributes that are the arguments in turn. */
function argumentFields(type: PyType, names: readonly string[], least = names.length): void {
  fields(type, names);
  addMembers<PyException>(type, {
    accepts: isException,
    methods: {
      '__init__(*args, **kwargs)': (self, args) => {
        const { items } = args as PyTuple;
        self.args = args as PyTuple;
        if (items.length >= least) names.forEach((name, index) => self.fields.set(name, items[index] ?? null));
        return null;
      },
    },
  });
}

/** Keyword-only attributes: `ImportError('...', name='x')`. */
function keywordFields(type: PyType, names: readonly string[]): void {
  fields(type, names);
  addMembers<PyException>(type, {
    accepts: isException,
    methods: {
      '__init__(*args, **kwargs)': (self, args, kwargs) => {
        self.args = args as PyTuple;
        for (const { key, value } of (kwargs as PyDict).table.entries()) {
          const name = stringOf(key) ?? '';
          if (!names.includes(name)) throw typeError(`'${name}' is an invalid keyword argument for ${type.name}`);
          self.fields.set(name, value);
        }
        return null;
      },
    },
  });
}

function describeBy(type: PyType, text: (self: PyException) => Flow<string>): void {
  addMembers<PyException>(type, {
    accepts: isException,
    methods: {
      '__str__()': function* (self): Flow<Value> {
        return yield* text(self);
      },
    },
  });
}

/** Gives the built-in exceptions their methods. */
export function installExceptions(): void {
  addMembers<PyException>(baseExceptionType, {
    accepts: isException,
    methods: {
      '__init__(*args, **kwargs)': (self, args, kwargs) => {
        if ((kwargs as PyDict).table.size > 0 && typeOf(self).immutable) throw typeError(`${self.cls.name}() takes no keyword arguments`);
        self.args = args as PyTuple;
        return null;
      },
      '__str__()': function* (self): Flow<Value> {
        return yield* describe(self);
      },
      '__repr__()': function* (self): Flow<Value> {
        return `${self.cls.name}(${yield* joinReprs(self.args.items)})`;
      },
      'with_traceback(tb, /)': (self, traceback) => {
        self.trace = traceback instanceof PyTraceback ? [...traceback.entries] : [];
        return self;
      },
      'add_note(note, /)': (self, note) => {
        if (stringOf(note) === undefined) throw typeError(`note must be a str, not '${typeOf(note).name}'`);
        const attributes = (self.attributes ??= new Map<string, Value>());
        const notes = attributes.get('__notes__');
        if (notes instanceof PyList) notes.items.push(note);
        else attributes.set('__notes__', new PyList([note]));
        return null;
      },
    },
    attributes: {
      args: {
        get: (self) => self.args,
        set: (self, value) => {
          self.args = value instanceof PyTuple ? value : new PyTuple(value instanceof PyList ? [...value.items] : []);
        },
      },
      __cause__: {
        get: (self) => self.cause,
        set: (self, value) => {
          self.cause = asException(value, 'cause');
          self.suppressContext = true;
        },
      },
      __context__: {
        get: (self) => self.context,
        set: (self, value) => {
          self.context = asException(value, 'context');
        },
      },
      __suppress_context__: {
        get: (self) => self.suppressContext,
        set: (self, value) => {
          self.suppressContext = value === true;
        },
      },
      __traceback__: {
        get: (self) => (self.trace.length === 0 ? null : new PyTraceback(self.trace)),
        set: (self, value) => {
          self.trace = value instanceof PyTraceback ? [...value.entries] : [];
        },
      },
    },
  });
  argumentFields(builtinException('StopIteration'), ['value'], 0);
  argumentFields(builtinException('SystemExit'), ['code'], 0);
  argumentFields(builtinException('OSError'), ['errno', 'strerror', 'filename'], 2);
  argumentFields(builtinException('UnicodeDecodeError'), ['encoding', 'object', 'start', 'end', 'reason']);
  argumentFields(builtinException('UnicodeEncodeError'), ['encoding', 'object', 'start', 'end', 'reason']);
  fields(builtinException('SyntaxError'), ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset']);
  keywordFields(builtinException('ImportError'), ['name', 'path', 'msg']);
  keywordFields(builtinException('NameError'), ['name']);
  keywordFields(builtinException('AttributeError'), ['name', 'obj']);
  describeBy(builtinException('KeyError'), function* (self) {
    return self.args.items.length === 1 ? yield* repr(self.args.items[0] as Value) : yield* describe(self);
  });
  describeBy(builtinException('OSError'), function* (self) {
    const { items } = self.args;
    if (items.length < 2) return yield* describe(self);
    const file = self.fields.get('filename') ?? null;
    return `[Errno ${yield* str(items[0] as Value)}] ${yield* str(items[1] as Value)}${file === null ? '' : `: ${yield* repr(file)}`}`;
  });
  for (const name of ['UnicodeDecodeError', 'UnicodeEncodeError']) {
    describeBy(builtinException(name), function* (self) {
      const message = self.fields.get('message');
      return typeof message === 'string' ? message : yield* describe(self);
    });
  }
  addMembers<PyTraceback>(tracebackType, {
    accepts: (value): value is PyTraceback => value instanceof PyTraceback,
    attributes: {
      tb_lineno: (self) => {
        const last = self.entries.at(-1);
        return last === undefined ? null : last.code.source.position(last.code.spans[last.at]?.start ?? 0).line;
      },
      tb_next: (self) => (self.entries.length < 2 ? null : new PyTraceback(self.entries.slice(0, -1))),
    },
  });
}
