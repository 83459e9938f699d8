import { ArgumentError, InvalidRequestError } from '../errors';
import type { Mapper } from '../map/mapper';
import { Registry } from '../map/registry';
import { Column } from '../sql/schema/column';
import type { NamingConvention } from '../sql/schema/naming';
import { Table, type TableArgument } from '../sql/schema/table';
import { BoundMetaData } from './bound-metadata';
import { ColumnBuilder } from './column-builder';
import { entityBehind } from './class-attributes';
import { Declaration, declarationOf, type DeclarationHome, type MappingOptions } from './declaration';
import { asError, LateClassError, mappingGroups, type MappingGroup } from './mapping-groups';
import { mapImperatively, type ImperativeMapping, type ImperativelyMapped } from './imperative';
import type { JavaScriptClass } from '../map/instrumented-class';
import type { AnyMapped, Mapped } from './mapped-types';

/** What a class is told besides its attributes. */
export interface TableDeclaration<K = string> extends MappingOptions {
  readonly polymorphicOn?: (K & string) | null;
  readonly schema?: string | null;
  readonly comment?: string | null;
  /** Constraints, indexes and options of the table. */
  readonly args?: readonly TableArgument[];
}

export interface BaseOptions {
  /** Names of constraints and indexes by kind: `{ pk: 'pk_%(table_name)s' }`. */
  readonly naming?: NamingConvention;
  readonly schema?: string | null;
  readonly metadata?: BoundMetaData;
}

/**
 * Where classes are declared. Classes of one base know each other's tables.
 * @see sqlalchemy.orm.DeclarativeBase
 */
export class DeclarativeBase implements DeclarationHome {
  readonly metadata: BoundMetaData;
  /** Of the classes that were not made here. */
  readonly #imperative: Registry;
  /** By table; classes without one by name. */
  readonly #declared = new Map<string, Declaration>();
  readonly #mappers = new Map<Declaration, Mapper>();
  /** Declared, and not mapped yet. */
  #pending: readonly Declaration[] = [];
  /** Why some of them could not be mapped. */
  #failures = new Map<Declaration, Error>();
  #mapping = false;

  constructor(options: BaseOptions = {}) {
    this.metadata = options.metadata ?? new BoundMetaData({ schema: options.schema ?? null, ...(options.naming ? { namingConvention: options.naming } : {}) });
    this.#imperative = new Registry({ metadata: this.metadata });
  }

  /**
   * Declares a class and its table. Relationships stand in arrows, so that they may name classes that come later:
   * `addresses: () => many(Address, 'user')`. A class that is declared again takes the place of the former one.
   * @param name the table's name; null for a class that shares the table of the class it extends
   */
  table<const S extends object>(name: string, shape: S, options?: TableDeclaration<keyof S>): Mapped<S>;
  table<const S extends object, P extends AnyMapped>(name: string | null, shape: S, options: TableDeclaration<keyof S> & { readonly extends: P }): Mapped<S & P['shape'], P['prototype']>;
  table(name: string | null, shape: object, options: TableDeclaration & { readonly extends?: AnyMapped } = {}): unknown {
    const parent = options.extends === undefined ? null : this.#parent(options.extends);
    if (name === null && !parent) throw new ArgumentError('a class without a table of its own must extend another: { extends: Person }');
    const given = shape as Readonly<Record<string, unknown>>;
    const schema = options.schema === undefined ? this.metadata.schema : options.schema;
    const key = name === null ? `${parent?.name ?? ''}/${String(options.identity)}` : schema === null ? name : `${schema}.${name}`;
    this.#forget(key);
    const columns = new Map(Object.entries(given).flatMap(([attribute, one]): [string, Column][] => (one instanceof ColumnBuilder ? [[attribute, one.column(attribute)]] : [])));
    const items = [...columns.values(), ...(options.args ?? [])];
    const table = name === null ? null : new Table(name, this.metadata, ...items, { schema, comment: options.comment ?? null });
    if (!table) for (const column of columns.values()) parent?.ownTable?.appendColumn(column, true);
    const declared = new Declaration(name, table, columns, given, options, parent, this);
    this.#declared.set(key, declared);
    this.#pending = [...this.#pending, declared];
    return declared.target;
  }

  /**
   * A table without a class: what stands between both sides of a many-to-many relationship (`secondary`).
   * `Base.association('student_course', { studentId: int('student_id').pk().fk('student.id'), … })`
   */
  association(name: string, columns: Readonly<Record<string, ColumnBuilder<unknown>>>, options: Pick<TableDeclaration, 'schema' | 'comment' | 'args'> = {}): Table {
    const schema = options.schema === undefined ? this.metadata.schema : options.schema;
    this.#forget(schema === null ? name : `${schema}.${name}`);
    const made = Object.entries(columns).map(([attribute, column]) => column.column(attribute));
    return new Table(name, this.metadata, ...made, ...(options.args ?? []), { schema, comment: options.comment ?? null });
  }

  /** Maps a class that was not made here to a table: `mapImperatively(User, userTable, { properties: { … } })`. */
  mapImperatively<C extends JavaScriptClass>(target: C, table: Table, mapping: ImperativeMapping = {}): ImperativelyMapped<C> {
    return mapImperatively(this.#imperative, target, table, mapping, () => {
      this.configure();
    });
  }

  /** Maps what was declared, as far as it can be. Using a class does so. */
  configure(): void {
    if (this.#isDue()) this.#map();
    this.#imperative.configure();
  }

  /** @throws InvalidRequestError and others when the class, or one that it refers to, cannot be mapped */
  mapperOf(declared: Declaration): Mapper {
    // A failure is met anew, so that it tells where it was met.
    if (this.#isDue() || (!this.#mappers.has(declared) && !this.#mapping)) this.#map();
    const mapper = this.#mappers.get(declared);
    if (mapper) return mapper;
    throw this.#failures.get(declared) ?? new InvalidRequestError(`Class '${declared.repr}' was declared again: it is another class now.`);
  }

  isMapping(declared: Declaration): boolean {
    return this.#mapping && this.#pending.includes(declared);
  }

  /** Something was declared since, or may have come to be. */
  #isDue(): boolean {
    if (this.#pending.length === 0 || this.#mapping) return false;
    return this.#pending.some((declared) => !this.#failures.has(declared)) || [...this.#failures.values()].some((error) => error instanceof LateClassError);
  }

  #parent(target: AnyMapped): Declaration {
    const declared = declarationOf(target);
    if (!declared) throw new ArgumentError('extends takes a class that was declared with table()');
    return declared;
  }

  /** A table that is declared again is another one; who refers to it by name refers to the new one. */
  #forget(key: string): void {
    const known = this.#declared.get(key);
    const table = this.metadata.tables.get(key);
    if (table) this.metadata.forget(table);
    if (!known) return;
    this.#declared.delete(key);
    // Mappers know each other: all are made anew.
    this.#mappers.clear();
    this.#failures.clear();
    this.#pending = [...this.#declared.values()];
  }

  #map(): void {
    this.#mapping = true;
    try {
      const { groups, failures } = mappingGroups(this.#pending, (declared) => this.#mappers.has(declared));
      this.#failures = new Map(failures);
      for (const group of groups) this.#mapGroup(group);
    } finally {
      this.#mapping = false;
    }
    this.#pending = this.#pending.filter((declared) => !this.#mappers.has(declared));
    for (const [declared, mapper] of this.#mappers) declared.instrument(mapper);
  }

  /** Maps classes that refer to each other. If one of them cannot be, none is; others do not suffer from it. */
  #mapGroup(group: MappingGroup): void {
    const registry = new Registry({ metadata: this.metadata });
    const made = new Map<Declaration, Mapper>();
    const mapperFor = (declared: Declaration): Mapper | undefined => made.get(declared) ?? this.#mappers.get(declared);
    try {
      for (const [declared, late] of group) {
        const properties = declared.properties(late, ({ target }) => targetOf(target, mapperFor));
        const parent = declared.parent ? (mapperFor(declared.parent) ?? null) : null;
        made.set(declared, registry.map({ entity: declared, table: declared.table, properties, options: declared.mapperOptions(parent) }));
      }
      registry.configure();
      for (const [declared, mapper] of made) this.#mappers.set(declared, mapper);
    } catch (error) {
      for (const mapper of made.values()) mapper.inherits?.subclasses.splice(mapper.inherits.subclasses.indexOf(mapper), 1);
      for (const [declared] of group) this.#failures.set(declared, asError(error));
    }
  }
}

/** The mapper of a relationship's target, found when all are there. */
function targetOf(target: unknown, mapperFor: (declared: Declaration) => Mapper | undefined): unknown {
  const declared = declarationOf(target);
  return () => (declared ? mapperFor(declared) : entityBehind(target)?.mapper) ?? target;
}

/** A base of one's own: `const Base = makeBase({ naming: { pk: 'pk_%(table_name)s' } })`. */
export function makeBase(options: BaseOptions = {}): DeclarativeBase {
  return new DeclarativeBase(options);
}
