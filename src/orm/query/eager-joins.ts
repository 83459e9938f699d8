import { ColumnAdapter } from '../map/column-adapter';
import type { ClauseElement } from '../sql/clause';
import { withoutModifiers } from '../sql/coerce';
import { ColumnElement, LabelReference } from '../sql/elements';
import { Join, type FromClause } from '../sql/from-clause';
import { fromClause } from '../sql/from-clause';
import type { Select } from '../sql/select';
import type { EagerJoin, SelectTarget } from './select-target';

/**
 * A SELECT with the joins that read related objects along. Where it is limited and they may repeat its rows, it becomes
 * a subquery to which they are joined.
 * @see sqlalchemy.orm.context.ORMSelectCompileState._compound_eager_statement
 */
export function eagerlyJoined(core: Select, target: SelectTarget): Select {
  if (target.eagerJoins.length === 0) return core.replaced({ rawColumns: [...target.primaryColumns, ...target.secondaryColumns] });
  return target.mustWrap ? wrapped(core, target) : joinedBeside(core, target);
}

function joinedBeside(core: Select, target: SelectTarget): Select {
  const froms = target.eagerJoins.reduce<readonly FromClause[]>((all, join) => joinedTo(all, join), core.state.from.map(fromClause));
  return core.replaced({
    rawColumns: [...target.primaryColumns, ...target.secondaryColumns],
    from: froms,
    orderBy: [...core.state.orderBy, ...target.eagerOrder],
  });
}

/** Joins to that element of FROM which has the root. */
function joinedTo(froms: readonly FromClause[], join: EagerJoin): readonly FromClause[] {
  const place = froms.findIndex((from) => join.root.selectable.fromObjects.some((one) => from.isDerivedFrom(one)));
  const left = froms[place];
  if (!left) return [...froms, new Join(join.root.selectable, join.right, join.onclause, { isouter: join.isouter })];
  const joined = new Join(left, join.right, join.onclause, { isouter: join.isouter });
  return froms.map((from, index) => (index === place ? joined : from));
}

function wrapped(core: Select, target: SelectTarget): Select {
  const { orderBy, forUpdate } = core.state;
  const primary = target.primaryColumns;
  const ordered = orderColumns(orderBy).filter((column) => !primary.some((one) => one.identity === column.identity));
  target.addedColumns = ordered.length;
  const inner = core.replaced({ rawColumns: [...primary, ...ordered] }).subquery();
  const adapter = new ColumnAdapter(inner);
  const outerColumn = (column: ClauseElement): ClauseElement => (column instanceof ColumnElement ? (adapter.column(column) ?? adapter.in(column)) : column);
  const from = target.eagerJoins.reduce<FromClause>((left, join) => new Join(left, join.right, adapter.in(join.onclause), { isouter: join.isouter }), inner);
  return core.replaced({
    rawColumns: [...primary.map(outerColumn), ...ordered.map(outerColumn), ...target.secondaryColumns],
    from: [from],
    where: [],
    having: [],
    groupBy: [],
    distinct: false,
    distinctOn: [],
    limit: null,
    offset: null,
    fetch: null,
    prefixes: [],
    suffixes: [],
    independentCtes: [],
    // Rows are locked inside; outside too, unless tables are named that are not there.
    forUpdate: forUpdate?.of.length === 0 ? forUpdate : null,
    orderBy: [...orderBy.map((term) => adapter.in(term)), ...target.eagerOrder],
  });
}

/** The columns that ORDER BY needs, so that the statement around can repeat it. */
function orderColumns(terms: readonly ClauseElement[]): ColumnElement[] {
  return terms.flatMap((term) => {
    const bare = withoutModifiers(term);
    const element = bare instanceof LabelReference ? withoutModifiers(bare.element) : bare;
    return element instanceof ColumnElement && element.kind !== 'textual_label_reference' ? [element] : [];
  });
}
