import { plainText } from '../../values/plain-text';
import { ormValue } from '../../values/host-values';
import type { Operator } from '../operators';
import { jsonText } from './json-text';
import { Integer, String_, Text } from './standard';
import { TypeEngine, type Affinity, type Processor, type ValueDialect } from './type-engine';

/** Stands for JSON's `null` where plain null would be SQL's NULL. */
export const jsonNull: unique symbol = Symbol('JSON.NULL');

/** JSON documents. */
export class Json extends TypeEngine {
  readonly visitName: string = 'JSON';
  readonly affinity: Affinity = 'json';
  readonly className: string = 'JSON';

  constructor(
    /** Null is SQL's NULL and not JSON's. */
    readonly noneAsNull = false,
  ) {
    super();
  }

  override get evaluatesNone(): boolean {
    return !this.noneAsNull;
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [['none_as_null', this.noneAsNull, false]];
  }

  override bindProcessor(_dialect: ValueDialect): Processor {
    return (value) => {
      if (ormValue(value) === jsonNull) return 'null';
      if (isSqlNull(value)) return null;
      return value === null && this.noneAsNull ? null : jsonText(value);
    };
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => `'${jsonText(ormValue(value) === jsonNull ? null : value).replaceAll("'", "''")}'`;
  }

  override indexed(index: unknown): { op: 'json' | 'jsonPath'; type: TypeEngine } {
    return Array.isArray(ormValue(index)) ? { op: 'jsonPath', type: this } : { op: 'json', type: this };
  }

  override coerceCompared(_op: Operator | null, _value: unknown, valueType: TypeEngine): TypeEngine {
    return valueType.isNull || valueType.affinity === 'other' ? this : valueType;
  }
}

/** PostgreSQL's JSON, as text. */
export class PgJson extends Json {
  constructor(
    noneAsNull = false,
    /** The type of parts that are asked for as text. */
    readonly astextType: TypeEngine = new Text(),
  ) {
    super(noneAsNull);
  }

  override get module(): string {
    return 'sqlalchemy.dialects.postgresql.json';
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [...super.arguments(), ['astext_type', this.astextType, null]];
  }
}

/** PostgreSQL's JSON kept parsed. */
export class Jsonb extends PgJson {
  override readonly visitName: string = 'JSONB';
  override readonly className: string = 'JSONB';
}

/** The type of a key or an index into a document; each database has its own notation. */
export class JsonIndex extends TypeEngine {
  readonly visitName: string = 'json_index';
  readonly affinity: Affinity = 'other';
  readonly className: string = 'JSONIndexType';

  override bindProcessor(dialect: ValueDialect): Processor | null {
    if (dialect.name !== 'sqlite') return null;
    return (value) => sqlitePath([value]);
  }

  override literalProcessor(dialect: ValueDialect): (value: unknown) => string {
    return literalOf(this.bindProcessor(dialect));
  }

  /** The type of this very index. */
  static of(index: unknown): JsonIndex {
    return typeof ormValue(index) === 'number' ? new JsonIntegerIndex() : new JsonStringIndex();
  }
}

/** An index into a JSON array. */
export class JsonIntegerIndex extends JsonIndex {
  override readonly visitName: string = 'json_int_index';
  override readonly affinity: Affinity = new Integer().affinity;
  override readonly className: string = 'JSONIntIndexType';
}

/** A key of a JSON object. */
export class JsonStringIndex extends JsonIndex {
  override readonly visitName: string = 'json_str_index';
  override readonly affinity: Affinity = new String_().affinity;
  override readonly className: string = 'JSONStrIndexType';
}

/** The type of a path of keys and indexes into a document. */
export class JsonPath extends TypeEngine {
  readonly visitName: string = 'json_path';
  readonly affinity: Affinity = 'other';
  readonly className: string = 'JSONPathType';

  override bindProcessor(dialect: ValueDialect): Processor {
    return (value) => {
      const steps = ormValue(value);
      if (!Array.isArray(steps)) return steps;
      return dialect.name === 'sqlite' ? sqlitePath(steps) : postgresPath(steps);
    };
  }

  override literalProcessor(dialect: ValueDialect): (value: unknown) => string {
    return literalOf(this.bindProcessor(dialect));
  }
}

/** `null()` among values: SQL's NULL, where null itself would be JSON's. */
function isSqlNull(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'null';
}

function literalOf(process: Processor | null): (value: unknown) => string {
  return (value) => {
    const text = process ? process(value) : ormValue(value);
    return typeof text === 'number' ? String(text) : `'${String(text).replaceAll("'", "''")}'`;
  };
}

function sqlitePath(steps: readonly unknown[]): string {
  return `$${steps
    .map((step) => ormValue(step))
    .map((step) => (typeof step === 'number' ? `[${step}]` : `."${plainText(step)}"`))
    .join('')}`;
}

/** asyncpg takes a list, the other drivers the text of an array. */
function postgresPath(steps: readonly unknown[]): unknown {
  return steps.map((step) => plainText(ormValue(step)));
}
