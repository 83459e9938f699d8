import type { ClauseElement } from './clause';
import { ColumnElement } from './elements';
import { nameKey, type Name } from './names';
import type { NamedColumn } from './selectable';

/** How the columns of a SELECT are named: SQLAlchemy's LABEL_STYLE_… */
export type LabelStyle = 'disambiguate' | 'tablename' | 'none';

/**
 * The names of the columns of a SELECT: a column keeps its own name unless it is taken; expressions without a name get one.
 * @param forSubquery the names that a subquery's columns are addressed by: repetitions then keep the name of the first
 * @see sqlalchemy.sql.selectable.SelectBase._generate_columns_plus_names
 */
export function namedColumns(columns: readonly ClauseElement[], style: LabelStyle, anonForRepeated: boolean): NamedColumn[] {
  const names = new Map<string, ColumnElement>();
  const keyOf = keyNaming(style);
  let repetitions = 0;
  const qualified = style === 'tablename';
  const repeatedLabel = (column: ColumnElement): Name => {
    repetitions += 1;
    return qualified ? column.repeatedTableQualifiedLabel(repetitions) : column.repeatedLabel(repetitions);
  };
  return columns.map((column): NamedColumn => {
    const proxyKey = keyOf(column);
    if (!(column instanceof ColumnElement)) return { requiredLabel: null, proxyKey, fallbackLabel: null, column, repeated: false };
    if (style === 'none') return { requiredLabel: null, proxyKey, fallbackLabel: column.nonAnonLabel ?? column.anonNameLabel, column, repeated: false };

    let effective: Name | null;
    let required: Name | null = null;
    let fallback: Name | null;
    let repeated = false;
    if (qualified) required = effective = fallback = column.tableQualifiedLabel;
    else effective = fallback = column.nonAnonLabel;
    if (effective === null) {
      const expression = column.expressionLabel;
      if (expression === null) {
        const anonymous = column.anonNameLabel;
        repeated = names.has(nameKey(anonymous));
        names.set(nameKey(anonymous), column);
        required = null;
        fallback = repeated ? repeatedLabel(column) : anonymous;
      } else required = effective = fallback = expression;
    }
    if (effective !== null) {
      const earlier = names.get(nameKey(effective));
      if (!earlier) names.set(nameKey(effective), column);
      else if (earlier.identity !== column.identity) {
        required = fallback = qualified ? column.anonTableQualifiedLabel : column.anonNameLabel;
        if (anonForRepeated && names.has(nameKey(required))) {
          required = fallback = repeatedLabel(column);
          repeated = true;
        } else names.set(nameKey(required), column);
      } else if (anonForRepeated) {
        required = fallback = repeatedLabel(column);
        repeated = true;
      }
    }
    return { requiredLabel: required, proxyKey, fallbackLabel: fallback, column, repeated };
  });
}

/** Gives each column the key by which a subquery's collection has it. */
function keyNaming(style: LabelStyle): (column: ClauseElement) => string | null {
  const taken = new Set<string>();
  return (column) => {
    if (!(column instanceof ColumnElement)) return null;
    const key = style === 'tablename' ? textOf(column.tableQualifiedLabel) ?? column.proxyKey : column.proxyKey;
    if (key === null) return null;
    if (style === 'none' || !taken.has(key)) {
      taken.add(key);
      return key;
    }
    let number = 1;
    while (taken.has(`${key}_${number}`)) number += 1;
    taken.add(`${key}_${number}`);
    return `${key}_${number}`;
  };
}

function textOf(name: Name | null): string | null {
  return name === null || typeof name === 'string' ? name : name.toString();
}
