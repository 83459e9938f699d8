import { DeclarativeBase } from '../../../orm/declare/base';
import { declarationOf } from '../../../orm/declare/declaration';
import { Session } from '../../../orm/declare/session';
import { AsyncEngine } from '../../../orm/engine/async-engine';
import { MappingResult, Result, ScalarResult } from '../../../orm/engine/result';
import { Row, RowMapping } from '../../../orm/engine/row';
import { SyncEngine } from '../../../orm/engine/sync-engine';
import { stateOrNull, type InstanceState } from '../../../orm/map/state';
import { ClauseElement } from '../../../orm/sql/clause';
import { MetaData } from '../../../orm/sql/schema/metadata';
import { TypeEngine } from '../../../orm/sql/types/type-engine';
import { Decimal } from '../../../orm/values/decimal';
import { plainText } from '../../../orm/values/plain-text';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../../../orm/values/temporal';
import { UuidValue } from '../../../orm/values/exact';
import { loadedColumns, NotLoaded } from '../../orm/loaded-columns';
import { Scalar } from '../../orm/result-rows';
import { SchemaDrawing } from '../../orm/schema-drawing';

/** An object of the ORM as a reader should see it: named values, or one text. */
export type ShownOrmValue = { readonly className: string; readonly values: ReadonlyMap<string, unknown> } | { readonly text: string };

/** Values that are what their `toString()` says. */
const told = [Decimal, PlainDate, PlainDateTime, PlainTime, TimeSpan, UuidValue, SyncEngine, AsyncEngine, MetaData, TypeEngine, NotLoaded, SchemaDrawing] as const;

/** Parts of the machinery, whose insides tell nothing. */
const opaque = [Session, DeclarativeBase, Result, ScalarResult, MappingResult] as const;

/** How the ORM's own values are shown; null for all others. Statements show their SQL, objects the attributes that they have. */
export function shownOrmValue(value: object): ShownOrmValue | null {
  if (typeof value === 'function') {
    const declared = declarationOf(value);
    return declared ? { text: `[class ${declared.name}]` } : null;
  }
  const state = stateOrNull(value);
  if (state) return { className: state.mapper.entity.name, values: attributesOf(state) };
  if (value instanceof Row) return { className: 'Row', values: new Map(value._fields.map((name, i) => [name, value._values[i]])) };
  if (value instanceof RowMapping) return { className: 'RowMapping', values: new Map(value.entries()) };
  if (value instanceof ClauseElement) return { text: sqlOf(value) };
  if (told.some((known) => value instanceof known)) return { text: plainText(value) };
  const part = opaque.find((known) => value instanceof known);
  return part ? { text: `[${value.constructor.name}]` } : null;
}

/** The columns of a mapped object, or a row of the ORM, by name; null for anything else. */
export function ormRecord(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  const state = stateOrNull(value);
  if (state) return loadedColumns(state);
  if (value instanceof Scalar) return new Map([[value.name, value.value]]);
  const shown = shownOrmValue(value);
  return shown && 'values' in shown ? shown.values : null;
}

/** Collections of related objects go by the names of what they are like. */
export function plainCollectionName(className: string | null): string | null {
  const name = className === null ? null : /^Instrumented(List|Set|Dict)$/.exec(className)?.[1];
  if (name === undefined || name === null) return className;
  return { List: 'Array', Set: 'Set', Dict: 'Map' }[name] ?? className;
}

/** Columns, also those that were not read, and the related objects that are there. */
function attributesOf(state: InstanceState): ReadonlyMap<string, unknown> {
  const shown = new Map(loadedColumns(state));
  for (const { key } of state.mapper.relationships) {
    const known = state.values.get(key);
    if (known !== undefined && typeof known !== 'symbol') shown.set(key, known);
  }
  return shown;
}

function sqlOf(element: ClauseElement): string {
  try {
    return element.toString();
  } catch {
    return `[${element.constructor.name}]`;
  }
}
