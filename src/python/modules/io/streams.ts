import type { Flow } from '../../flow';
import { defineClass, type Methods } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { builtinException, exceptionType, raised, typeError, valueError } from '../../objects/exceptions';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyBytes, PyList } from '../../objects/sequences';
import { collect } from '../../protocol/iterate';
import { stringOf, toIndex } from '../../protocol/numbers';
import { call } from '../../protocol/call';
import { getAttribute } from '../../protocol/attributes';
import type { NativeModule } from '../../runtime';
import { bytesArgument, isAbsent } from '../arguments';
import { joinBytes } from '../bytes';

export const unsupportedOperation = exceptionType('UnsupportedOperation', [builtinException('OSError'), builtinException('ValueError')], 'io');

/** What text and bytes in memory have in common: a position and whether they are closed. */
abstract class PyMemoryStream extends PyObject {
  position = 0;
  closed = false;

  /** What is said of a closed one. */
  abstract readonly closedText: string;

  abstract get size(): number;

  /** @throws Raised ValueError */
  check(): void {
    if (this.closed) throw valueError(this.closedText);
  }
}

/** `io.StringIO`: text by code points. */
class PyStringIO extends PyMemoryStream {
  points: string[] = [];
  readonly closedText = 'I/O operation on closed file';

  get size(): number {
    return this.points.length;
  }

  read(count: number): string {
    const text = this.points.slice(this.position, this.position + count).join('');
    this.position = Math.min(this.position + count, Math.max(this.position, this.size));
    return text;
  }

  readLine(): string {
    const end = this.points.indexOf('\n', this.position);
    return this.read(end < 0 ? this.size : end + 1 - this.position);
  }

  write(text: string): number {
    const added = [...text];
    while (this.points.length < this.position) this.points.push('\0');
    this.points.splice(this.position, added.length, ...added);
    this.position += added.length;
    return added.length;
  }
}

/** `io.BytesIO` */
class PyBytesIO extends PyMemoryStream {
  data = new Uint8Array();
  readonly closedText = 'I/O operation on closed file.';

  get size(): number {
    return this.data.length;
  }

  read(count: number): Uint8Array {
    const part = this.data.slice(this.position, this.position + count);
    this.position += part.length;
    return part;
  }

  readLine(): Uint8Array {
    const end = this.data.indexOf(10, this.position);
    return this.read(end < 0 ? this.size : end + 1 - this.position);
  }

  write(bytes: Uint8Array): number {
    const end = this.position + bytes.length;
    const data = end > this.data.length ? joinBytes([this.data, new Uint8Array(end - this.data.length)]) : this.data;
    data.set(bytes, this.position);
    this.data = data;
    this.position = end;
    return bytes.length;
  }
}

function* countArgument(value: Value | undefined): Flow<number> {
  if (isAbsent(value)) return Infinity;
  const count = Number(yield* toIndex(value));
  return count < 0 ? Infinity : count;
}

/** Methods of both; `show` makes a Python value of what was read. */
function streamMethods<S extends PyMemoryStream, T extends { readonly length: number }>(read: (stream: S, count: number) => T, readLine: (stream: S) => T, show: (part: T) => Value): Methods<S> {
  return {
    'read(size=-1, /)': function* (self, size): Flow<Value> {
      self.check();
      return show(read(self, Math.min(self.size, yield* countArgument(size))));
    },
    'readline(size=-1, /)': (self) => {
      self.check();
      return show(readLine(self));
    },
    'readlines(hint=-1, /)': (self) => {
      self.check();
      const lines: Value[] = [];
      for (let line = readLine(self); line.length > 0; line = readLine(self)) lines.push(show(line));
      return new PyList(lines);
    },
    'writelines(lines, /)': function* (self, lines): Flow<Value> {
      const write = yield* getAttribute(self, 'write');
      for (const line of yield* collect(lines)) yield* call(write, [line]);
      return null;
    },
    'tell()': (self) => {
      self.check();
      return self.position;
    },
    'seek(pos, whence=0, /)': function* (self, pos, whence): Flow<Value> {
      self.check();
      const base = whence === 2 ? self.size : whence === 1 ? self.position : 0;
      const offset = Number(yield* toIndex(pos));
      if (whence === 0 && offset < 0) throw valueError(`Negative seek position ${offset}`);
      self.position = Math.max(0, base + offset);
      return self.position;
    },
    'close()': (self) => {
      self.closed = true;
      return null;
    },
    'flush()': () => null,
    'readable()': () => true,
    'writable()': () => true,
    'seekable()': () => true,
    'isatty()': () => false,
    'fileno()': () => {
      throw raised(unsupportedOperation, 'fileno');
    },
    '__enter__()': (self) => {
      self.check();
      return self;
    },
    '__exit__(*args)': (self) => {
      self.closed = true;
      return null;
    },
    '__iter__()': (self) => self,
    '__next__()': (self) => {
      self.check();
      const line = readLine(self);
      if (line.length === 0) throw raised(builtinException('StopIteration'));
      return show(line);
    },
  };
}

const stringIOType: PyType = defineClass<PyStringIO>({
  name: 'StringIO',
  module: '_io',
  namedWithModule: true,
  dict: true,
  allocate: (cls) => new PyStringIO(cls),
  accepts: (value) => value instanceof PyStringIO,
  attributes: { closed: (self) => self.closed, line_buffering: () => false, newlines: () => null },
  methods: {
    ...streamMethods<PyStringIO, string>(
      (stream, count) => stream.read(count),
      (stream) => stream.readLine(),
      (part) => part,
    ),
    "__init__(initial_value='', newline=None)": (self, initial) => {
      const text = isAbsent(initial) ? '' : stringOf(initial);
      if (text === undefined) throw typeError(`initial_value must be str or None, not ${typeOf(initial).label}`);
      self.points = [...text];
      self.position = 0;
      return null;
    },
    'getvalue()': (self) => {
      self.check();
      return self.points.join('');
    },
    'write(s, /)': (self, text) => {
      self.check();
      const given = stringOf(text);
      if (given === undefined) throw typeError(`string argument expected, got '${typeOf(text).label}'`);
      return self.write(given);
    },
    'truncate(pos=None, /)': function* (self, pos): Flow<Value> {
      const size = isAbsent(pos) ? self.position : Number(yield* toIndex(pos));
      self.points.length = Math.min(self.points.length, size);
      return size;
    },
  },
});

const bytesIOType: PyType = defineClass<PyBytesIO>({
  name: 'BytesIO',
  module: '_io',
  namedWithModule: true,
  dict: true,
  allocate: (cls) => new PyBytesIO(cls),
  accepts: (value) => value instanceof PyBytesIO,
  attributes: { closed: (self) => self.closed },
  methods: {
    ...streamMethods<PyBytesIO, Uint8Array>(
      (stream, count) => stream.read(count),
      (stream) => stream.readLine(),
      (part) => new PyBytes(part),
    ),
    '__init__(initial_bytes=None)': (self, initial) => {
      self.data = isAbsent(initial) ? new Uint8Array() : bytesArgument(initial).slice();
      self.position = 0;
      return null;
    },
    'getvalue()': (self) => {
      self.check();
      return new PyBytes(self.data.slice());
    },
    'getbuffer()': (self) => new PyBytes(self.data.slice()),
    'write(b, /)': (self, bytes) => {
      self.check();
      return self.write(bytesArgument(bytes));
    },
    'truncate(size=None, /)': function* (self, size): Flow<Value> {
      const length = isAbsent(size) ? self.position : Number(yield* toIndex(size));
      self.data = self.data.slice(0, length);
      return length;
    },
  },
});

/** `sys.stdout` and `sys.stderr`. */
class PyOutputStream extends PyObject {
  constructor(
    readonly name: string,
    readonly write: (text: string) => void,
  ) {
    super(outputStreamType);
  }
}

const outputStreamType: PyType = defineClass<PyOutputStream>({
  name: 'TextIOWrapper',
  module: '_io',
  namedWithModule: true,
  allocate: null,
  accepts: (value) => value instanceof PyOutputStream,
  attributes: { name: (self) => self.name, encoding: () => 'utf-8', errors: () => 'strict', closed: () => false, mode: () => 'w' },
  methods: {
    'write(text, /)': (self, text) => {
      const given = stringOf(text);
      if (given === undefined) throw typeError(`write() argument must be str, not ${typeOf(text).label}`);
      self.write(given);
      return [...given].length;
    },
    'writelines(lines, /)': function* (self, lines): Flow<Value> {
      for (const line of yield* collect(lines)) self.write(stringOf(line) ?? '');
      return null;
    },
    'flush()': () => null,
    'isatty()': () => false,
    'writable()': () => true,
    'readable()': () => false,
    '__repr__()': (self) => `<_io.TextIOWrapper name='${self.name}' mode='w' encoding='utf-8'>`,
  },
});

/** A stream of the interpreter that Python code can write to. */
export function outputStream(name: string, write: (text: string) => void): Value {
  return new PyOutputStream(name, write);
}

export const ioModule: NativeModule = {
  name: 'io',
  create: () => ({ StringIO: stringIOType, BytesIO: bytesIOType, TextIOWrapper: outputStreamType, UnsupportedOperation: unsupportedOperation, SEEK_SET: 0, SEEK_CUR: 1, SEEK_END: 2, DEFAULT_BUFFER_SIZE: 8192 }),
};
