import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { dictType } from '../../objects/builtin-types';
import { PyTraceback, Raised, type PyException } from '../../objects/exception';
import { builtinException, notImplementedError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import { PyDict } from '../../objects/mappings';
import type { Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { AttributeTable } from '../../objects/table';
import { call } from '../../protocol/call';
import type { NativeModule } from '../../runtime';
import { outputStream } from '../io/streams';
import { structSequence } from '../struct-sequence';

const versionType = structSequence('version_info', 'sys', ['major', 'minor', 'micro', 'releaselevel', 'serial']);
const floatInfoType = structSequence('float_info', 'sys', ['max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds']);
const intInfoType = structSequence('int_info', 'sys', ['bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold']);

const floatInfo = new PyTuple([new PyFloat(Number.MAX_VALUE), 1024, 308, new PyFloat(2.2250738585072014e-308), -1021, -307, 15, 53, new PyFloat(Number.EPSILON), 2, 1], floatInfoType);
const RECURSION_LIMIT = 1000;

export const sysModule: NativeModule = {
  name: 'sys',
  create: (runtime) => {
    const stdout = outputStream('<stdout>', (text) => {
      runtime.write(text);
    });
    const stderr = outputStream('<stderr>', (text) => {
      runtime.log(text);
    });
    return {
      argv: new PyList(['']),
      byteorder: 'little',
      executable: '',
      flags: new PyTuple([]),
      float_info: floatInfo,
      int_info: new PyTuple([30, 4, 4300, 640], intInfoType),
      maxsize: 9223372036854775807n,
      maxunicode: 0x10ffff,
      modules: new PyDict(dictType, new AttributeTable(runtime.modules)),
      path: new PyList([]),
      platform: 'linux',
      stdout,
      stderr,
      stdin: null,
      __stdout__: stdout,
      __stderr__: stderr,
      version: '3.12.0 (Savepoint)',
      version_info: new PyTuple([3, 12, 0, 'final', 0], versionType),
      hexversion: 0x030c00f0,
      exit: define('exit(status=None, /)', function* (status): Flow<Value> {
        throw new Raised((yield* call(builtinException('SystemExit'), status === null ? [] : [status])) as PyException);
      }),
      exc_info: define('exc_info()', () => {
        const { handled } = runtime;
        return handled === null ? new PyTuple([null, null, null]) : new PyTuple([handled.cls, handled, new PyTraceback(handled.trace)]);
      }),
      exception: define('exception()', () => runtime.handled),
      getdefaultencoding: define('getdefaultencoding()', () => 'utf-8'),
      getrecursionlimit: define('getrecursionlimit()', () => RECURSION_LIMIT),
      getsizeof: define('getsizeof(object, default?)', () => {
        throw notImplementedError('sys.getsizeof() is not available: objects have no size of their own here');
      }),
      intern: define('intern(string, /)', (text) => text),
    };
  },
};
