import { callFunction, FunctionElement } from '../../orm/sql/functions';
import { TypeEngine } from '../../orm/sql/types/type-engine';
import type { HostClass } from '../bridge/host-class';
import type { Flow } from '../flow';
import { NativeAttribute } from '../objects/descriptors';
import type { PyType, Value } from '../objects/object';
import { call } from '../protocol/call';
import { asList, asText } from './arguments';
import type { Binder } from './bind';
import type { ProgramCompiler } from './compiler-extension';
import { letOverride, OwnFunction } from './own-constructs';

const MODULE = 'sqlalchemy.sql.functions';

/** The functions that SQLAlchemy has classes for, by the class above. */
const known: Readonly<Record<string, string>> = {
  AnsiFunction: 'current_date current_time current_timestamp current_user localtime localtimestamp session_user sysdate user',
  ReturnTypeFromArgs: 'max min now concat',
  ReturnTypeFromOptionalArgs: 'coalesce sum pow',
  OrderedSetAgg: 'mode percentile_cont percentile_disc',
  GenericFunction: 'array_agg char_length count random rank dense_rank percent_rank cume_dist cube rollup grouping_sets aggregate_strings',
};

/** The classes of functions, and those that the program has made of `GenericFunction`, by package and name. */
export class FunctionClasses {
  readonly #registered = new Map<string, PyType>();

  constructor(private readonly binder: Binder) {}

  register(cls: PyType): void {
    if (cls.dict.get('_register') === false) return;
    const own = (name: string): Value | undefined => cls.dict.get(name);
    const name = own('name');
    const identifier = own('identifier') ?? (typeof name === 'string' ? name : cls.name);
    const packageName = cls.lookup('package');
    const key = asText(identifier).toLowerCase();
    this.#registered.set(typeof packageName === 'string' ? `${packageName}.${key}` : key, cls);
  }

  /** `func.name(…)`: of the program's class, where it has one of that name. */
  *call(path: readonly string[], given: readonly unknown[], type: TypeEngine | null): Flow<unknown> {
    const cls = path.length <= 2 ? this.#registered.get(path.join('.').toLowerCase()) : undefined;
    if (cls === undefined) return callFunction(path.join('.'), given, type);
    return this.binder.bridge.toOrm(yield* call(cls, given.map((one) => this.binder.bridge.toPython(one))));
  }

  /** The function that a class stands for: `register_function('name', cls)`. */
  add(name: string, cls: PyType, packageName: string | null): void {
    this.#registered.set(packageName === null ? name.toLowerCase() : `${packageName}.${name.toLowerCase()}`, cls);
  }
}

/** The attribute of a class as the program wrote it; undefined where it did not. */
function written(cls: PyType, name: string): Value | undefined {
  const found = cls.lookup(name);
  return found instanceof NativeAttribute ? undefined : found;
}

/** How a class that Python derived from `FunctionElement` is made: an instance has no arguments until its `__init__` gives it some. */
export function ownFunction(binder: Binder, cls: PyType): OwnFunction {
  const isGeneric = cls.mro.some(({ name, module }) => name === 'GenericFunction' && module === MODULE);
  const name = written(cls, 'name');
  return new OwnFunction(binder.bridge, typeof name === 'string' ? name : isGeneric ? cls.name : 'anon', []);
}

/** `FunctionElement.__init__(*clauses)` */
export function takeArguments(self: FunctionElement, given: readonly unknown[]): void {
  if (!(self instanceof OwnFunction)) return;
  const { arguments: taken } = new FunctionElement(self.functionName, given);
  Object.assign(self, { arguments: taken });
}

/** Binds the classes of functions. @param element the class `FunctionElement` */
export function bindFunctionClasses(binder: Binder, element: PyType, classes: FunctionClasses, compiler: ProgramCompiler): Record<string, Value> {
  const { bridge } = binder;
  const subclassed = (cls: PyType): void => {
    compiler.activate();
    letOverride(cls);
  };
  const bind = (name: string, base: PyType, construct: (cls: PyType, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>) => FunctionElement): HostClass<FunctionElement> =>
    binder.class<FunctionElement>({ name, module: MODULE, of: FunctionElement, bases: [base], construct, subclassable: true, subclassed: (cls) => { subclassed(cls); if (base !== element) classes.register(cls); } });
  const plain = bind('Function', element, (cls, [name, ...given], { type_: type, packagenames }) => {
    const packages = asList(packagenames).map(asText);
    return callFunction([...packages, asText(name ?? cls.name)].join('.'), given, (type ?? null) as null);
  });
  const generic = bind('GenericFunction', plain.type, (cls) => ownFunction(binder, cls));
  const names: Record<string, PyType> = { FunctionElement: element, Function: plain.type, GenericFunction: generic.type };
  for (const name of ['AnsiFunction', 'ReturnTypeFromArgs', 'OrderedSetAgg']) names[name] = bind(name, generic.type, (cls) => ownFunction(binder, cls)).type;
  names['ReturnTypeFromOptionalArgs'] = bind('ReturnTypeFromOptionalArgs', names['ReturnTypeFromArgs'] as PyType, (cls) => ownFunction(binder, cls)).type;
  const byFunction = new Map<string, HostClass<FunctionElement>>();
  for (const [base, list] of Object.entries(known)) {
    for (const name of list.split(' ')) {
      const made = bind(name, names[base] as PyType, (cls, given, { type_: type }) => (cls.module === MODULE ? callFunction(name, given, (type ?? null) as null) : ownFunction(binder, cls)));
      made.type.assign('inherit_cache', true);
      byFunction.set(name, made);
      names[name] = made.type;
    }
  }
  bridge.showsAs(FunctionElement, (host) => {
    const call = host as FunctionElement;
    const shown = call.packages.length === 0 && !(host instanceof OwnFunction) ? (byFunction.get(call.functionName.toLowerCase()) ?? plain) : plain;
    return shown.wrap(call);
  });
  bridge.showsAs(OwnFunction, (host) => generic.wrap(host as OwnFunction));
  return {
    ...names,
    ...binder.functions(
      { 'register_function(identifier, fn, package=None)': (name, cls, packageName) => { classes.add(asText(name), cls as PyType, packageName === null ? null : asText(packageName)); } },
      MODULE,
    ),
  };
}
