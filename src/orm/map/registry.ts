import { ArgumentError, InvalidRequestError, SqlAlchemyError } from '../errors';
import { EventHub } from '../events';
import type { Remark } from '../remarks';
import { asClause } from '../sql/clause';
import { FromClause } from '../sql/from-clause';
import { MetaData } from '../sql/schema/metadata';
import { UnmappedClassError } from './errors';
import type { MapperEvents } from './mapper-events';
import { Mapper, RelationshipDefinition, type EntityClass, type MapperOptions, type PropertyDefinition } from './mapper';
import { OverlappingWrites } from './overlapping-writes';
import { Relationship, type RelationshipOptions } from './relationship';

/** One class and how it is mapped. */
export interface MappingDefinition {
  readonly entity: EntityClass;
  /** Null for a class that shares the table of its parent. */
  readonly table: FromClause | null;
  /** Attributes by name; columns that are not named here are mapped under their own keys. */
  readonly properties?: Readonly<Record<string, PropertyDefinition>>;
  readonly options?: MapperOptions;
}

/** Evaluates a text that names classes and their attributes: `Book.id`, `and_(Author.id == Book.author_id, …)`. */
export type TextResolver = (text: string, registry: Registry) => unknown;

/** What warnings end with when a program did not ask for the configuration. */
const AUTOMATIC = ' (This warning originated from the `configure_mappers()` process, which was invoked automatically in response to a user-initiated operation.)';

const NOLOAD = 'The ``noload`` loader strategy is deprecated and will be removed in a future release.  This option produces incorrect results by returning ``None`` for related items. (deprecated since: 2.1)';

/** Mapped classes that know each other by name. */
export class Registry {
  readonly metadata: MetaData;
  /** Listened to for all of its mappers. */
  readonly events: EventHub<MapperEvents>;
  readonly #mappers = new Map<object, Mapper>();
  readonly #byName = new Map<string, Mapper[]>();
  readonly #evaluate: TextResolver;
  #unconfigured: Mapper[] = [];
  #failed: { readonly mapper: Mapper; readonly error: SqlAlchemyError } | null = null;

  #configuring = false;

  readonly #writes = new OverlappingWrites();
  readonly #onWarning: (message: string, category: Remark['category']) => void;

  /** @param options.onWarning is told what is odd about the mappings */
  constructor(options: { readonly metadata?: MetaData; readonly evaluate?: TextResolver; readonly onWarning?: (message: string, category: Remark['category']) => void; readonly everywhere?: EventHub<MapperEvents> } = {}) {
    this.events = new EventHub<MapperEvents>(options.everywhere ? [{ hub: options.everywhere, all: true }] : []);
    this.metadata = options.metadata ?? new MetaData();
    this.#onWarning = options.onWarning ?? (() => undefined);
    this.#evaluate = options.evaluate ?? resolvePath;
  }

  warn(message: string, category: Remark['category'] = 'SAWarning'): void {
    this.#onWarning(message, category);
  }

  get mappers(): readonly Mapper[] {
    return [...this.#mappers.values()];
  }

  /**
   * Maps a class.
   * @throws ArgumentError when the class is mapped already, or no primary key can be found
   */
  map(definition: MappingDefinition): Mapper {
    const { entity } = definition;
    if (this.#mappers.has(entity.target)) throw new ArgumentError(`Class '${entity.repr}' already has a primary mapper defined. `);
    const known = this.#byName.get(entity.name) ?? [];
    const path = /'(.*)'/.exec(entity.repr)?.[1];
    if (path !== undefined && known.some((one) => one.entity.repr === entity.repr)) {
      this.warn(`This declarative base already contains a class with the same class name and module name as ${path}, and will be replaced in the string-lookup table.`);
    }
    const mapper = new Mapper(this, entity, definition.table, definition.properties ?? {}, definition.options);
    this.#mappers.set(entity.target, mapper);
    this.#byName.set(entity.name, [...known, mapper]);
    this.#unconfigured.push(mapper);
    return mapper;
  }

  /** The mapper is connected with the others. */
  isConfigured(mapper: Mapper): boolean {
    return !this.#unconfigured.includes(mapper);
  }

  /** The mapper of a class; null for others. */
  find(target: object): Mapper | null {
    return this.#mappers.get(target) ?? null;
  }

  /** The mappers of the classes with a name. */
  named(name: string): readonly Mapper[] {
    return this.#byName.get(name) ?? [];
  }

  /** Forgets all mappings. @param forgotten is told of each */
  dispose(forgotten: (mapper: Mapper) => void = () => undefined): void {
    for (const mapper of this.mappers) forgotten(mapper);
    this.#mappers.clear();
    this.#byName.clear();
    this.#unconfigured = [];
    this.#failed = null;
  }

  /**
   * Connects the mappers that are new: finds the targets of relationships, their joins, their other sides.
   * @param asked by the program itself, and not on the way to something else
   * @throws InvalidRequestError when a mapper cannot be configured, and ever after
   */
  configure(asked = false): void {
    // What a relationship says of its target may ask for a mapper again.
    if (this.#unconfigured.length === 0 || this.#configuring) return;
    this.#configuring = true;
    try {
      this.#connect(asked);
    } finally {
      this.#configuring = false;
    }
  }

  #connect(asked: boolean): void {
    if (this.#failed) {
      const { mapper, error } = this.#failed;
      throw new InvalidRequestError(
        `One or more mappers failed to initialize - can't proceed with initialization of other mappers. Triggering mapper: '${mapper.toString()}'. Original exception was: ${error.message}`,
      );
    }
    if (this.events.has('beforeConfigured')) this.events.dispatch('beforeConfigured');
    const fresh = this.#unconfigured;
    const step = (work: (mapper: Mapper) => void): void => {
      for (const mapper of fresh) this.#attempt(mapper, work);
    };
    step((mapper) => {
      mapper.resolveTargets();
    });
    // What backrefs add to mappers that were configured before.
    const added: Relationship[] = [];
    const all = (mapper: Mapper): readonly Relationship[] => [...mapper.ownRelationships, ...added.filter((one) => one.target === mapper)];
    step((mapper) => {
      added.push(...this.#makeBackrefs(mapper).filter((one) => !fresh.includes(one.parent)));
    });
    step((mapper) => {
      mapper.configure();
    });
    for (const relationship of added) relationship.parent.configureRelationship(relationship);
    step((mapper) => {
      for (const relationship of all(mapper)) relationship.configureReverse();
    });
    step((mapper) => {
      for (const relationship of all(mapper)) {
        const tell = (message: string, category?: Remark['category']): void => { this.warn(asked ? message : `${message}${AUTOMATIC}`, category); };
        if (relationship.lazy === 'noload') tell(NOLOAD, 'SADeprecationWarning');
        for (const message of this.#writes.note(relationship)) tell(message);
      }
    });
    this.#unconfigured = [];
    for (const mapper of fresh) {
      mapper.events.dispatch('beforeMapperConfigured', mapper);
      mapper.events.dispatch('mapperConfigured', mapper);
    }
    this.events.dispatch('afterConfigured');
  }

  /** A relationship came to a mapper later. Connects it, where the mapper is connected already. */
  connect(relationship: Relationship): void {
    const { parent } = relationship;
    if (this.#unconfigured.includes(parent)) return;
    relationship.resolveTarget();
    const backref = this.#makeBackref(relationship);
    const both = backref ? [relationship, backref] : [relationship];
    for (const one of both) one.parent.configureRelationship(one);
    for (const one of both) one.configureReverse();
    for (const one of both) for (const message of this.#writes.note(one)) this.warn(message);
  }

  #attempt(mapper: Mapper, work: (mapper: Mapper) => void): void {
    try {
      work(mapper);
    } catch (error) {
      if (error instanceof SqlAlchemyError) this.#failed = { mapper, error };
      throw error;
    }
  }

  /** Makes the other side of relationships with `backref`. @throws ArgumentError when the name is taken */
  #makeBackrefs(mapper: Mapper): readonly Relationship[] {
    return mapper.ownRelationships.flatMap((relationship) => this.#makeBackref(relationship) ?? []);
  }

  /** @throws ArgumentError when the name is taken */
  #makeBackref(relationship: Relationship): Relationship | null {
    const { backref } = relationship.options;
    if (backref == null) return null;
    const [name, own] = typeof backref === 'string' ? [backref, {}] : backref;
    const { parent, target } = relationship;
    if (target.properties.has(name)) {
      throw new ArgumentError(`Error creating backref '${name}' on relationship '${relationship.toString()}': property of that name exists on mapper '${target.toString()}'`);
    }
    const { secondary, primaryjoin, secondaryjoin, foreignKeys, viewonly, postUpdate, passiveUpdates } = relationship.options;
    const joins = secondary != null ? { primaryjoin: secondaryjoin, secondaryjoin: primaryjoin } : { primaryjoin };
    const options: RelationshipOptions = { secondary, foreignKeys, viewonly, postUpdate, passiveUpdates, ...joins, ...own, backPopulates: relationship.key };
    target.add(name, new RelationshipDefinition(parent, withoutUndefined(options)));
    const reverse = target.property(name);
    if (!(reverse instanceof Relationship)) return null;
    reverse.resolveTarget();
    return reverse;
  }

  /** What a late argument stands for: the value of a function, the meaning of a text, or itself. @throws InvalidRequestError for names that nothing has */
  resolve(given: unknown, from: Mapper): unknown {
    if (typeof given === 'function' && !this.#mappers.has(given)) return this.resolve((given as () => unknown)(), from);
    if (typeof given !== 'string') return given;
    const found = this.#evaluate(given, this);
    if (found !== undefined) return found;
    const name = /[A-Za-z_]\w*/.exec(given)?.[0] ?? given;
    throw new InvalidRequestError(
      `When initializing mapper ${from.toString()}, expression '${given}' failed to locate a name ('${name}'). If this is a class name, consider adding this relationship() to the ${from.entity.repr} class after both dependent classes have been defined.`,
    );
  }

  /** @throws ArgumentError when the argument is no mapped class */
  mapperOf(given: unknown, relationship: Relationship): Mapper {
    if (given instanceof Mapper) return given;
    const mapper = typeof given === 'function' || (typeof given === 'object' && given !== null) ? this.find(given) : null;
    if (mapper) return mapper;
    throw new ArgumentError(`relationship '${relationship.key}' expects a class or a mapper argument (received: ${typeof given})`);
  }

  /** A table, itself or by name. @throws ArgumentError when it is none */
  table(given: unknown): FromClause {
    const element = typeof given === 'string' ? this.metadata.tables.get(given) : asClause(given);
    if (element instanceof FromClause) return element;
    throw new ArgumentError(`FROM expression, such as a Table or alias() object expected, got ${String(given)}.`);
  }

  /** @throws UnmappedClassError for a class that is not mapped */
  required(target: object, shown: string): Mapper {
    const mapper = this.find(target);
    if (!mapper) throw new UnmappedClassError(`Class '${shown}' is not mapped`);
    return mapper;
  }
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The meaning of `Class`, `Class.attribute`, `table`, `table.c.column`, with `.desc()` or `.asc()` at the end;
 * undefined when nothing has the name.
 */
export function resolvePath(text: string, registry: Registry): unknown {
  const list = /^\[(.*)\]$/s.exec(text.trim())?.[1] ?? (text.includes(',') ? text : null);
  if (list !== null) {
    const all = list.split(',').map((part) => resolvePath(part, registry));
    return all.includes(undefined) ? undefined : all;
  }
  const [, path = '', order] = /^\s*([\w.]+?)(?:\.(desc|asc)\(\))?\s*$/.exec(text) ?? [];
  const found = pathTarget(path, registry);
  if (found === undefined || order === undefined) return found;
  const element = asClause(found);
  if (!element || !('desc' in element)) return undefined;
  const term = element as unknown as Record<'desc' | 'asc', () => unknown>;
  return order === 'desc' ? term.desc() : term.asc();
}

function pathTarget(path: string, registry: Registry): unknown {
  const table = registry.metadata.tables.get(path);
  const parts = path.split('.');
  const name = parts[0] ?? '';
  const [mapper, ...others] = registry.named(name);
  if (others.length > 0) throw new InvalidRequestError(`Multiple classes found for path "${name}" in the registry of this declarative base. Please use a fully module-qualified path.`);
  if (mapper && parts.length === 1) return mapper;
  if (mapper) {
    const property = mapper.properties.get(mapper.realKey(parts[1] ?? ''));
    return property && 'column' in property ? property.column : undefined;
  }
  if (table) return table;
  return registry.metadata.tables.get(name)?.c.get(parts[parts.length - 1] ?? '');
}
