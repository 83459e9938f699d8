import { objectSession } from '../../../orm/session/object-lifecycle';
import type { Session } from '../../../orm/session/session';
import type { EventHub } from '../../../orm/events';
import { MappedEntity } from '../../../orm/map/entity';
import { Mapper } from '../../../orm/map/mapper';
import type { MapperEvents } from '../../../orm/map/mapper-events';
import type { Registry } from '../../../orm/map/registry';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyDict } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { namesIn } from '../../objects/namespaces';
import { call } from '../../protocol/call';
import { camel } from '../arguments';
import { carriedOut, type Binder } from '../bind';
import { TupleOf } from '../bridge';
import type { EventSource } from '../events';
import { callHandler } from '../events';
import { PythonRegistry } from './bases';
import type { MappedClasses } from './mapped-classes';

type Hub = EventHub<MapperEvents>;

/** Events by Python's name, with what handlers get of what the ORM tells. */
const ofMappers: ReadonlySet<string> = new Set(['instrument_class', 'after_mapper_constructed', 'before_mapper_configured', 'mapper_configured']);
const ofRows: ReadonlySet<string> = new Set(['before_insert', 'after_insert', 'before_update', 'after_update', 'before_delete', 'after_delete', 'before_configured', 'after_configured', 'load', 'refresh', 'refresh_flush', 'expire', 'pickle', 'unpickle']);
const ofConstructors: ReadonlySet<string> = new Set(['init', 'init_failure']);

function argumentsOf(name: string, given: readonly unknown[]): readonly unknown[] {
  if (ofMappers.has(name)) return [given[0], (given[0] as Mapper).entity.target];
  if (name === 'load') return [given[0], new LoadContext(given[0])];
  if (name === 'refresh') return [given[0], new LoadContext(given[0]), Array.isArray(given[1]) ? new Set(given[1]) : null];
  if (name === 'refresh_flush') return [given[0], null, given[1]];
  if (name === 'pickle' || name === 'unpickle') return [given[0], {}];
  return given;
}

/** What handlers of loads are told of the statement. */
export class LoadContext {
  constructor(private readonly object: unknown) {}

  get session(): Session | null {
    return objectSession(this.object);
  }
}

/** Listens to classes that are mapped, and to those that will be. */
export class MapperListeners {
  /** Who listens to a class that is not mapped itself: its subclasses are, as they come. */
  readonly #waiting: { readonly base: PyType; readonly begin: (mapper: Mapper) => void }[] = [];

  constructor(private readonly classes: MappedClasses) {
    classes.onMapped.push((cls, mapper) => {
      for (const { base, begin } of this.#waiting) if (cls.isSubclassOf(base)) begin(mapper);
      mapper.events.dispatch('instrumentClass', mapper);
      mapper.events.dispatch('afterMapperConstructed', mapper);
    });
  }

  /** Calls `begin` with the mappers of all classes derived from one. Gives what ends it for those to come. */
  below(base: PyType, mappers: readonly Mapper[], begin: (mapper: Mapper) => void): () => void {
    const entry = { base, begin };
    this.#waiting.push(entry);
    for (const mapper of mappers) if ((mapper.entity.target as PyType).isSubclassOf(base)) begin(mapper);
    return () => { this.#waiting.splice(this.#waiting.indexOf(entry), 1); };
  } // prettier-ignore

  /** The constructor of a class tells of its calls. Done once. */
  tellOfConstruction(mapper: Mapper): void {
    const cls = mapper.entity.target as PyType;
    const original = cls.lookup('__init__') ?? null;
    if (told.has(original as object)) return;
    const { classes } = this;
    const wrapper: Value = define('__init__(self, *args, **kwargs)', function* (self, args, kwargs): Flow<Value> {
      const given = kwargs instanceof PyDict ? kwargs : new PyDict();
      const positional = args instanceof PyTuple ? args : new PyTuple([]);
      const state = self instanceof Object && 'cls' in self ? classes.stateOf(self) : null;
      const outer = state !== null && self instanceof Object && 'cls' in self && self.cls.lookup('__init__') === wrapper ? state.mapper.events : null;
      const values = given as unknown as Record<string, unknown>;
      if (outer) yield* carriedOut(() => { outer.dispatch('init', self as object, values, positional); });
      try {
        return yield* call(original, [self, ...positional.items], namesIn(given));
      } catch (error) {
        outer?.dispatch('initFailure', self as object, values, positional);
        throw error;
      }
    }); // prettier-ignore
    told.add(wrapper);
    cls.assign('__init__', wrapper);
  }
}

const told = new WeakSet<object>();

/** Events of mapped classes and their objects; of all of them, where the target is `Mapper`. */
export function mapperEvents(binder: Binder, listeners: MapperListeners, mapperType: PyType, everywhere: Hub, registries: () => readonly Registry[]): EventSource {
  const mapperOf = (target: unknown): Mapper | null => (target instanceof MappedEntity ? target.mapper : target instanceof Mapper ? target : null);
  return {
    accepts: (target) => mapperOf(target) !== null || target instanceof PythonRegistry || target instanceof PyType,
    listen: (target, name, handler, { propagate, once }) => {
      if (!ofMappers.has(name) && !ofRows.has(name) && !ofConstructors.has(name)) return undefined;
      const event = camel(name) as keyof MapperEvents;
      const own = ofConstructors.has(name) ? constructorHandler(binder, handler) : (...given: readonly unknown[]): unknown => callHandler(binder, handler, argumentsOf(name, given));
      const ends: (() => void)[] = [];
      const begin = (hub: Hub, options = { propagate, once }): void => {
        hub.listen(event, own, options);
        ends.push(() => { hub.remove(event, own); });
      };
      const mapper = mapperOf(target);
      if (mapper) {
        if (ofConstructors.has(name)) for (const one of propagate ? mapper.selfAndSubclasses : [mapper]) listeners.tellOfConstruction(one);
        begin(mapper.events);
      } else if (target instanceof PythonRegistry) begin(target.registry.events);
      else if (target === mapperType) begin(everywhere);
      else {
        const mappers = registries().flatMap((registry) => registry.mappers);
        ends.push(listeners.below(target as PyType, mappers, (one) => {
          if (ofConstructors.has(name)) listeners.tellOfConstruction(one);
          begin(one.events, { propagate: false, once });
        }));
      }
      return () => { for (const end of ends) end(); };
    },
  }; // prettier-ignore
}

/** Handlers of constructors get the very arguments, and may change those by name. */
function constructorHandler(binder: Binder, handler: Value): (...given: readonly unknown[]) => unknown {
  const { bridge } = binder;
  return (...given) => {
    const [first, values, args] = given;
    return bridge.callNow(handler, [first, args ?? new TupleOf([]), values]);
  };
}
