import { entityPlugins } from './entity';
import { clauseElement, type ClauseElement, type HasClauseElement } from '../sql/clause';
import { selectedColumn } from '../sql/coerce';
import { ClauseList, ColumnElement } from '../sql/elements';

/** What a bundle makes of the values of a row; by default a row of its own. */
export type BundleRow = (values: readonly unknown[], names: readonly string[]) => unknown;

/**
 * Columns that are one member of a row: `select(Bundle('user', User.id, User.name))`.
 * @see sqlalchemy.orm.Bundle
 */
export class Bundle implements HasClauseElement {
  readonly elements: readonly ClauseElement[];
  /** The columns by name: `bundle.c.name`. */
  readonly c: Readonly<Record<string, ClauseElement>>;

  constructor(
    readonly name: string,
    readonly columns: readonly unknown[],
    readonly options: { readonly singleEntity?: boolean; readonly row?: BundleRow } = {},
  ) {
    this.elements = columns.map((column) => selectedColumn(column));
    this.c = Object.fromEntries(this.elements.map((element, index) => [this.names[index] ?? '', element]));
  }

  /** The names of its members. */
  get names(): readonly string[] {
    return this.elements.map((element, index) => bundleOf(element)?.name ?? (element instanceof ColumnElement ? element.proxyKey : null) ?? `column_${index}`);
  }

  [clauseElement](): ClauseElement {
    return new ClauseList(this.elements).annotate({ bundle: this, plugin: entityPlugins()?.select, cacheKey: `b:${this.name}` });
  }
}

/** The bundle that an element stands for; null for others. */
export function bundleOf(element: ClauseElement): Bundle | null {
  return (element.annotations['bundle'] as Bundle | undefined) ?? null;
}
