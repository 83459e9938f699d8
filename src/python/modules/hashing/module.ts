import { define, defineClass } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { typeError, valueError } from '../../objects/exceptions';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyBytes } from '../../objects/sequences';
import { PySet } from '../../objects/mappings';
import { addressOf } from '../../protocol/text';
import { stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { bytesArgument } from '../arguments';
import { frozensetType } from '../../objects/builtin-types';
import { joinBytes } from '../bytes';
import { hexText } from './hex';
import { md5 } from './md5';
import { sha1 } from './sha1';
import { sha224, sha256 } from './sha256';
import { sha384, sha512 } from './sha512';

interface Algorithm {
  readonly name: string;
  readonly digest: (message: Uint8Array) => Uint8Array;
  readonly digestSize: number;
  readonly blockSize: number;
}

const algorithms: readonly Algorithm[] = [
  { name: 'md5', digest: md5, digestSize: 16, blockSize: 64 },
  { name: 'sha1', digest: sha1, digestSize: 20, blockSize: 64 },
  { name: 'sha224', digest: sha224, digestSize: 28, blockSize: 64 },
  { name: 'sha256', digest: sha256, digestSize: 32, blockSize: 64 },
  { name: 'sha384', digest: sha384, digestSize: 48, blockSize: 128 },
  { name: 'sha512', digest: sha512, digestSize: 64, blockSize: 128 },
];

class PyHash extends PyObject {
  constructor(
    cls: PyType,
    readonly algorithm: Algorithm,
    public message: Uint8Array,
  ) {
    super(cls);
  }

  digest(): Uint8Array {
    return this.algorithm.digest(this.message);
  }
}

function hashedBytes(value: Value): Uint8Array {
  if (stringOf(value) !== undefined) throw typeError('Strings must be encoded before hashing');
  if (value === null || typeof value !== 'object') throw typeError('object supporting the buffer API required');
  return bytesArgument(value);
}

const hashType: PyType = defineClass<PyHash>({
  name: 'HASH',
  module: '_hashlib',
  namedWithModule: true,
  allocate: null,
  subclassable: false,
  accepts: (value) => value instanceof PyHash,
  attributes: {
    name: (self) => self.algorithm.name,
    digest_size: (self) => self.algorithm.digestSize,
    block_size: (self) => self.algorithm.blockSize,
  },
  methods: {
    'update(obj, /)': (self, data) => {
      self.message = joinBytes([self.message, hashedBytes(data)]);
      return null;
    },
    'digest()': (self) => new PyBytes(self.digest()),
    'hexdigest()': (self) => hexText(self.digest()),
    'copy()': (self) => new PyHash(hashType, self.algorithm, self.message),
    '__repr__()': (self) => `<${self.algorithm.name} _hashlib.HASH object @ ${addressOf(self)}>`,
  },
});

function start(algorithm: Algorithm, data: Value | undefined): PyHash {
  return new PyHash(hashType, algorithm, data === undefined ? new Uint8Array() : hashedBytes(data).slice());
}

function names(): PySet {
  const set = new PySet(frozensetType);
  for (const { name } of algorithms) set.table.put(name, name, null);
  return set;
}

export const hashlibModule: NativeModule = {
  name: 'hashlib',
  create: () => ({
    ...Object.fromEntries(algorithms.map((algorithm) => [algorithm.name, define(`openssl_${algorithm.name}(string?, *, usedforsecurity=True)`, (data?: Value) => start(algorithm, data))])),
    new: define('new(name, data?, **kwargs)', (name: Value, data?: Value) => {
      const wanted = stringOf(name);
      if (wanted === undefined) throw typeError(`new() argument 'name' must be str, not ${typeOf(name).name}`);
      const algorithm = algorithms.find((one) => one.name === wanted.toLowerCase());
      if (algorithm === undefined) throw valueError(`unsupported hash type ${wanted}`);
      return start(algorithm, data);
    }),
    algorithms_guaranteed: names(),
    algorithms_available: names(),
  }),
};
