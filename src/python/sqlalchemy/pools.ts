import type { Engine } from '../../orm/engine/engine';
import { Pool, type PoolKind, type PoolSettings } from '../../orm/engine/pool';
import type { Url } from '../../orm/engine/url';
import type { HostClass } from '../bridge/host-class';
import { PyFloat } from '../objects/float';
import { PyType, type Value } from '../objects/object';
import { asNumber } from './arguments';
import type { Binder } from './bind';
import { methods } from './rows';

const IMPL = 'sqlalchemy.pool.impl';

const kinds: readonly PoolKind[] = ['QueuePool', 'AsyncAdaptedQueuePool', 'SingletonThreadPool', 'StaticPool', 'NullPool', 'AssertionPool'];

/** What the constructor of a pool takes beyond what all take. */
const ofKind: Readonly<Record<PoolKind, readonly string[]>> = {
  QueuePool: ['pool_size', 'max_overflow', 'pool_timeout', 'pool_use_lifo'],
  AsyncAdaptedQueuePool: ['pool_size', 'max_overflow', 'pool_timeout', 'pool_use_lifo'],
  SingletonThreadPool: ['pool_size'],
  StaticPool: [],
  NullPool: [],
  AssertionPool: [],
};

const limits = ['pool_size', 'max_overflow', 'pool_timeout', 'pool_use_lifo'];

/** Names of the classes of pools: `poolclass=NullPool`. */
function kindOf(cls: unknown): PoolKind | null {
  if (!(cls instanceof PyType)) return null;
  return kinds.find((kind) => cls.mro.some(({ name, module }) => name === kind && module === IMPL)) ?? null;
}

/** The pool that SQLAlchemy takes for an address. */
function usualKind(url: Url): PoolKind {
  const isAsync = url.driverName === 'aiosqlite' || url.driverName === 'asyncpg';
  if (url.backendName === 'sqlite' && (url.database === null || url.database === '' || url.database === ':memory:')) return isAsync ? 'StaticPool' : 'SingletonThreadPool';
  return isAsync ? 'AsyncAdaptedQueuePool' : 'QueuePool';
}

function seconds(given: unknown): number {
  return given instanceof PyFloat ? given.value : asNumber(given);
}

/**
 * The pool of an engine, and the argument of `create_engine()` that this pool does not take.
 * A limit holds where the program set one: connections that it only forgot go back to CPython's pool by themselves.
 */
export function poolOf(url: Url, keywords: Readonly<Record<string, unknown>>): { readonly settings: PoolSettings; readonly unknown: string | undefined } {
  const kind = kindOf(keywords['poolclass']) ?? usualKind(url);
  const { pool_size: size, max_overflow: overflow, pool_timeout: timeout } = keywords;
  const isLimited = size !== undefined || overflow !== undefined || timeout !== undefined;
  return {
    settings: { kind, ...(size === undefined ? {} : { size: asNumber(size) }), ...(isLimited ? { maxOverflow: overflow === undefined ? 10 : asNumber(overflow) } : {}), ...(timeout === undefined ? {} : { timeout: seconds(timeout) }) },
    unknown: limits.find((name) => name in keywords && !ofKind[kind].includes(name)),
  };
}

/** Binds pools: `engine.pool`, and the classes that `poolclass` takes. */
export function bindPools(binder: Binder): Record<string, Value> {
  const base = binder.class<Pool>({
    name: 'Pool',
    module: 'sqlalchemy.pool.base',
    of: Pool,
    methods: methods<Pool>()({
      'status()': (self) => self.status(),
      'dispose()': (self) => { self.dispose(); },
      'recreate()': (self) => self.recreate(),
    }),
  }); // prettier-ignore
  const queue = methods<Pool>()({
    'size()': (self) => self.size,
    'checkedin()': (self) => self.checkedin(),
    'checkedout()': (self) => self.checkedout(),
    'overflow()': (self) => self.overflow(),
    'timeout()': (self) => (Number.isInteger(self.settings.timeout ?? 30) ? new PyFloat(self.settings.timeout ?? 30) : (self.settings.timeout)),
  });
  const classes = new Map<PoolKind, HostClass<Pool>>();
  for (const kind of kinds) classes.set(kind, binder.class<Pool>({ name: kind, module: IMPL, of: Pool, subclassable: true, bases: [base.type], methods: kind === 'QueuePool' || kind === 'AsyncAdaptedQueuePool' ? queue : {} }));
  binder.bridge.showsAs(Pool, (host) => (classes.get((host as Pool).settings.kind) ?? base).wrap(host as Pool));
  return { Pool: base.type, ...Object.fromEntries([...classes].map(([kind, { type }]) => [kind, type])) };
}

/** The engines whose pool something is. */
export function enginesOf(pool: Pool, engines: Iterable<Engine>): readonly Engine[] {
  return [...engines].filter((engine) => engine.pool === pool);
}
