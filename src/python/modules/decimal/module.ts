import type { Flow } from '../../flow';
import { define, defineClass } from '../../native/define';
import { typeError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { setAttribute } from '../../protocol/attributes';
import type { NativeModule } from '../../runtime';
import { DecimalSettings } from './context';
import { createContextType } from './context-type';
import { createDecimalType } from './decimal-type';
import { roundings } from './rounding';
import { decimalException, signalTypes } from './signal-types';
import { isAbsent } from '../arguments';
import { PyDecimalContext, type CurrentContext } from './values';
import { namedTupleType } from '../collections/namedtuple';

/** `with localcontext() as context:` */
class PyContextManager extends PyObject {
  saved: PyDecimalContext | null = null;

  constructor(
    cls: PyType,
    readonly context: PyDecimalContext,
  ) {
    super(cls);
  }
}

function contextArgument(value: Value): PyDecimalContext {
  if (!(value instanceof PyDecimalContext)) throw typeError('optional argument must be a context');
  return value;
}

export const decimalModule: NativeModule = {
  name: 'decimal',
  create: () => {
    const withContext = function* (context: PyDecimalContext, body: () => Flow<Value>): Flow<Value> {
      const outer = current.context;
      current.context = context;
      try {
        return yield* body();
      } finally {
        current.context = outer;
      }
    };
    const contextType = createContextType(() => decimalType, withContext);
    const current: CurrentContext = { context: new PyDecimalContext(contextType, new DecimalSettings()) };
    const tupleType = namedTupleType('DecimalTuple', ['sign', 'digits', 'exponent'], 'decimal');
    const decimalType = createDecimalType(current, tupleType);
    const managerType: PyType = defineClass<PyContextManager>({
      name: 'ContextManager',
      module: 'decimal',
      allocate: null,
      accepts: (value) => value instanceof PyContextManager,
      methods: {
        '__enter__()': (self) => {
          self.saved = current.context;
          current.context = self.context;
          return self.context;
        },
        '__exit__(*args)': (self) => {
          if (self.saved !== null) current.context = self.saved;
          return null;
        },
      },
    });
    const template = (change: (settings: DecimalSettings) => void): PyDecimalContext => {
      const settings = new DecimalSettings();
      change(settings);
      return new PyDecimalContext(contextType, settings);
    };
    return {
      Decimal: decimalType,
      Context: contextType,
      DecimalTuple: tupleType,
      DecimalException: decimalException,
      ...Object.fromEntries(Object.entries(signalTypes).filter(([name]) => !['ConversionSyntax', 'DivisionImpossible', 'DivisionUndefined'].includes(name))),
      ...Object.fromEntries(roundings.map((name) => [name, name])),
      DefaultContext: template(() => undefined),
      BasicContext: template((settings) => {
        settings.precision = 9;
        settings.rounding = 'ROUND_HALF_UP';
        settings.traps = new Set(['InvalidOperation', 'DivisionByZero', 'Overflow', 'Underflow', 'Clamped']);
      }),
      ExtendedContext: template((settings) => {
        settings.precision = 9;
        settings.traps = new Set();
      }),
      MAX_PREC: 999999999999999999n,
      MAX_EMAX: 999999999999999999n,
      MIN_EMIN: -999999999999999999n,
      HAVE_THREADS: true,
      HAVE_CONTEXTVAR: true,
      getcontext: define('getcontext()', () => current.context),
      setcontext: define('setcontext(context, /)', (context) => {
        current.context = contextArgument(context);
        return null;
      }),
      localcontext: define('localcontext(ctx=None, **kwargs)', function* (context, changes): Flow<Value> {
        const base = isAbsent(context) ? current.context : contextArgument(context);
        const own = new PyDecimalContext(contextType, base.settings.copy());
        for (const { key, value } of (changes as PyDict).table.entries()) yield* setAttribute(own, key as string, value);
        return new PyContextManager(managerType, own);
      }),
    };
  },
};
