import { asClause, type ClauseElement } from '../clause';
import { BinaryExpression, ColumnElement, operandOf } from '../elements';
import { customOperator } from '../operators';
import { Array_ } from './array';
import { Jsonb, JsonPath } from './json';
import { Enum } from './enum';
import { DateTime, Interval, LargeBinary, String_, Time } from './standard';
import { types } from './resolve';
import { TypeEngine, type Affinity, type ComparatorMethods } from './type-engine';

/*
 * Types that only PostgreSQL has, and PostgreSQL's own forms of others (sqlalchemy.dialects.postgresql).
 */

/** A comparison by an operator of PostgreSQL's own. */
function compared(text: string): (expression: ClauseElement, ...operands: unknown[]) => ClauseElement {
  const op = customOperator(text, { precedence: 5, isComparison: true });
  return (expression, operand) => new BinaryExpression(expression, sideOf(expression, op, operand), op, types.boolean);
}

function sideOf(expression: ClauseElement, op: ReturnType<typeof customOperator>, operand: unknown): ClauseElement {
  return asClause(operand) ?? (expression instanceof ColumnElement ? operandOf(expression, op, operand) : expression);
}

const arrayMethods: ComparatorMethods = { contains: compared('@>'), containedBy: compared('<@'), overlap: compared('&&') };

/** A comparison of a document with a path of SQL/JSON. */
function byPath(text: string): (expression: ClauseElement, ...operands: unknown[]) => ClauseElement {
  const op = customOperator(text, { precedence: 5, isComparison: true });
  return (expression, operand) => {
    const side = asClause(operand) ?? (expression instanceof ColumnElement ? expression.bindParameter(op, operand, new JsonPath()) : expression);
    return new BinaryExpression(expression, side, op, types.boolean);
  };
}

const jsonbMethods: ComparatorMethods = {
  hasKey: compared('?'),
  hasAll: compared('?&'),
  hasAny: compared('?|'),
  contains: compared('@>'),
  containedBy: compared('<@'),
  pathExists: byPath('@?'),
  pathMatch: byPath('@@'),
};

export class ARRAY extends Array_ {
  override get module(): string {
    return 'sqlalchemy.dialects.postgresql.array';
  }
  override get comparator(): ComparatorMethods {
    return arrayMethods;
  }
}

export class JSONB extends Jsonb {
  override get comparator(): ComparatorMethods {
    return jsonbMethods;
  }
}

/** `TIMESTAMP(precision) WITH TIME ZONE`. */
export class TIMESTAMP extends DateTime {
  override readonly visitName: string = 'TIMESTAMP';
  override readonly className: string = 'TIMESTAMP';
  constructor(
    timezone = false,
    readonly precision: number | null = null,
  ) {
    super(timezone);
  }
  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [...super.arguments(), ['precision', this.precision, null]];
  }
}

export class TIME extends Time {
  override readonly visitName: string = 'TIME';
  override readonly className: string = 'TIME';
  constructor(
    timezone = false,
    readonly precision: number | null = null,
  ) {
    super(timezone);
  }
  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [...super.arguments(), ['precision', this.precision, null]];
  }
}

export class INTERVAL extends Interval {
  override readonly visitName: string = 'INTERVAL';
  override readonly className: string = 'INTERVAL';
  constructor(
    readonly precision: number | null = null,
    readonly fields: string | null = null,
  ) {
    super();
  }
  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['precision', this.precision, null],
      ['fields', this.fields, null],
    ];
  }
}

export class BYTEA extends LargeBinary {
  override readonly visitName: string = 'BYTEA';
  override readonly className: string = 'BYTEA';
}

/** PostgreSQL's own ENUM. */
export class ENUM extends Enum {
  override readonly visitName: string = 'ENUM';
  override readonly className: string = 'ENUM';
}

export class CITEXT extends String_ {
  override readonly visitName: string = 'CITEXT';
  override readonly className: string = 'CITEXT';
}

/** A type that is known by its name only; its values are the server's text. */
abstract class NamedType extends TypeEngine<string> {
  override get module(): string {
    return 'sqlalchemy.dialects.postgresql.types';
  }
  readonly affinity: Affinity = 'other';

  override literalProcessor(): (value: unknown) => string {
    return (value) => `'${String(value).replaceAll("'", "''")}'`;
  }
}

export class INET extends NamedType {
  readonly visitName = 'INET';
  readonly className = 'INET';
}

export class CIDR extends NamedType {
  readonly visitName = 'CIDR';
  readonly className = 'CIDR';
}

export class MACADDR extends NamedType {
  readonly visitName = 'MACADDR';
  readonly className = 'MACADDR';
}

export class MONEY extends NamedType {
  readonly visitName = 'MONEY';
  readonly className = 'MONEY';
}

export class OID extends NamedType {
  readonly visitName = 'OID';
  readonly className = 'OID';
}

export class REGCLASS extends NamedType {
  readonly visitName = 'REGCLASS';
  readonly className = 'REGCLASS';
}

export class MACADDR8 extends NamedType {
  readonly visitName = 'MACADDR8';
  readonly className = 'MACADDR8';
}

/** The name of a configuration of text search. */
export class REGCONFIG extends NamedType {
  readonly visitName = 'REGCONFIG';
  readonly className = 'REGCONFIG';
}

export class JSONPATH extends NamedType {
  readonly visitName = 'JSONPATH';
  readonly className = 'JSONPATH';
}

export class TSVECTOR extends NamedType {
  readonly visitName = 'TSVECTOR';
  readonly className = 'TSVECTOR';
}

export class TSQUERY extends NamedType {
  readonly visitName = 'TSQUERY';
  readonly className = 'TSQUERY';
}

export class HSTORE extends NamedType {
  override get module(): string {
    return 'sqlalchemy.dialects.postgresql.hstore';
  }
  readonly visitName = 'HSTORE';
  readonly className = 'HSTORE';
}

/** A bit string. */
export class BIT extends NamedType {
  readonly visitName = 'BIT';
  readonly className = 'BIT';
  constructor(
    readonly length: number | null = null,
    readonly varying = false,
  ) {
    super();
  }
}

/** A range of values; its values are the server's text, `[1,10)`. */
abstract class RangeType extends NamedType {
  override get module(): string {
    return 'sqlalchemy.dialects.postgresql.ranges';
  }
  override coerceCompared(): TypeEngine {
    return this;
  }

  override get comparator(): ComparatorMethods {
    return rangeMethods;
  }
}

const rangeMethods: ComparatorMethods = {
  contains: compared('@>'),
  containedBy: compared('<@'),
  overlaps: compared('&&'),
  strictlyLeftOf: compared('<<'),
  strictlyRightOf: compared('>>'),
  notExtendRightOf: compared('&<'),
  notExtendLeftOf: compared('&>'),
  adjacentTo: compared('-|-'),
};

export class INT4RANGE extends RangeType {
  readonly visitName = 'INT4RANGE';
  readonly className = 'INT4RANGE';
}

export class INT8RANGE extends RangeType {
  readonly visitName = 'INT8RANGE';
  readonly className = 'INT8RANGE';
}

export class NUMRANGE extends RangeType {
  readonly visitName = 'NUMRANGE';
  readonly className = 'NUMRANGE';
}

export class DATERANGE extends RangeType {
  readonly visitName = 'DATERANGE';
  readonly className = 'DATERANGE';
}

export class TSRANGE extends RangeType {
  readonly visitName = 'TSRANGE';
  readonly className = 'TSRANGE';
}

export class TSTZRANGE extends RangeType {
  readonly visitName = 'TSTZRANGE';
  readonly className = 'TSTZRANGE';
}

export class INT4MULTIRANGE extends RangeType {
  readonly visitName = 'INT4MULTIRANGE';
  readonly className = 'INT4MULTIRANGE';
}

export class INT8MULTIRANGE extends RangeType {
  readonly visitName = 'INT8MULTIRANGE';
  readonly className = 'INT8MULTIRANGE';
}

export class NUMMULTIRANGE extends RangeType {
  readonly visitName = 'NUMMULTIRANGE';
  readonly className = 'NUMMULTIRANGE';
}

export class DATEMULTIRANGE extends RangeType {
  readonly visitName = 'DATEMULTIRANGE';
  readonly className = 'DATEMULTIRANGE';
}

export class TSMULTIRANGE extends RangeType {
  readonly visitName = 'TSMULTIRANGE';
  readonly className = 'TSMULTIRANGE';
}

export class TSTZMULTIRANGE extends RangeType {
  readonly visitName = 'TSTZMULTIRANGE';
  readonly className = 'TSTZMULTIRANGE';
}
