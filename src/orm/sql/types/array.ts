import { ormValue } from '../../values/host-values';
import { operators, type Operator } from '../operators';
import { isConcatenable } from './standard';
import { TypeEngine, type Adaptation, type Affinity, type Processor, type ValueDialect } from './type-engine';

/** Lists of values of one type, as PostgreSQL has them. */
export class Array_ extends TypeEngine<readonly unknown[]> {
  readonly visitName: string = 'ARRAY';
  readonly affinity: Affinity = 'array';
  readonly className: string = 'ARRAY';

  constructor(
    readonly itemType: TypeEngine,
    readonly dimensions: number | null = null,
    /** The first element has index 0 instead of 1. */
    readonly zeroIndexes = false,
  ) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['item_type', this.itemType, null],
      ['dimensions', this.dimensions, null],
      ['zero_indexes', this.zeroIndexes, false],
    ];
  }

  override repr(): string {
    return `ARRAY(${this.itemType.repr()}${this.dimensions === null ? '' : `, dimensions=${this.dimensions}`})`;
  }

  override bindProcessor(dialect: ValueDialect): Processor | null {
    const process = this.itemType.bindProcessor(dialect);
    return process && ((value) => each(value, process));
  }

  override resultProcessor(dialect: ValueDialect): Processor | null {
    const process = this.itemType.resultProcessor(dialect);
    return process && ((value) => each(value, process));
  }

  override literalProcessor(dialect: ValueDialect): ((value: unknown) => string) | null {
    const process = this.itemType.literalProcessor(dialect);
    if (!process) return null;
    const write = (value: unknown): string => {
      const known = ormValue(value);
      return Array.isArray(known) ? `[${known.map(write).join(', ')}]` : process(known);
    };
    return (value) => `ARRAY${write(value)}`;
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return op === operators.add && isConcatenable(other) ? [operators.concat, this] : [op, this];
  }

  override indexed(_index: unknown): { op: 'getitem'; type: TypeEngine } {
    return { op: 'getitem', type: this.dimensions === null || this.dimensions === 1 ? this.itemType : this.copy({ dimensions: this.dimensions - 1 }) };
  }

  override coerceCompared(_op: Operator | null, value: unknown, valueType: TypeEngine): TypeEngine {
    return Array.isArray(ormValue(value)) || valueType.isNull ? this : valueType;
  }
}

function each(value: unknown, process: Processor): unknown {
  const known = ormValue(value);
  if (known === null || known === undefined) return null;
  return Array.isArray(known) ? known.map((item) => each(item, process)) : process(known);
}
