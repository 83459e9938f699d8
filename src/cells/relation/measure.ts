import type { EmbeddedEngine } from '../../databases/database';
import type { Analysis } from '../../relations/analyse';
import { rejoin } from '../../relations/data/rejoin';
import type { CodedTable, Value } from '../../relations/data/table';
import type { Measured, MeasuredJoin } from '../../relations/report/report-of';
import type { AttributeSet } from '../../relations/schema/attribute-set';
import { partsOf } from '../../relations/schema/dependency';
import { JoinSql, type PartTable } from './join-sql';
import type { Execute } from './load-rows';

/** Spurious rows that are fetched. */
const shownRows = 20;
/** SQLite joins no more tables than this. */
const mostParts = 60;

/**
 * Asks the database of the rows: splits them by every decomposition, joins the parts again and counts the rows that
 * are too many; checks every declared dependency. A set of attributes is split off once, whoever asks for it.
 * @param rows name of the temporary table that holds them
 */
export async function measure(analysis: Analysis, table: CodedTable, rows: string, engine: EmbeddedEngine, execute: Execute): Promise<Measured> {
  const sql = new JoinSql(rows, table, engine);
  const { all } = analysis.facts;
  const tables = new Map<AttributeSet, PartTable>();
  const taken = new Set([rows.toLowerCase()]);
  const joins = new Map<string, MeasuredJoin>();

  const partTable = async (attributes: AttributeSet, wanted: string): Promise<PartTable> => {
    const known = tables.get(attributes);
    if (known) return known;
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    taken.add(name.toLowerCase());
    const part = { attributes, name };
    tables.set(attributes, part);
    await execute(sql.split(part));
    return part;
  };
  const join = async (parts: readonly { readonly attributes: AttributeSet; readonly name: string }[]): Promise<MeasuredJoin> => {
    const sets = [...new Set(parts.map(({ attributes }) => attributes))];
    if (sets.includes(all)) return { spuriousRows: 0, spurious: [] };
    const key = sets.map(String).sort().join();
    const known = joins.get(key);
    if (known) return known;
    // What would take all memory here would take all time there.
    const tooLarge = parts.length > mostParts || rejoin(table, sets, 0).joinedRows === null;
    if (tooLarge) return { spuriousRows: null, spurious: [] };
    const made: PartTable[] = [];
    for (const attributes of sets) made.push(await partTable(attributes, parts.find((part) => part.attributes === attributes)?.name ?? rows));
    const measured = await measureJoin(made, all, sql, execute);
    joins.set(key, measured);
    return measured;
  };

  const measuredJoins: MeasuredJoin[] = [];
  for (const { tables: parts } of analysis.decompositions) measuredJoins.push(await join(parts));
  const holds: boolean[] = [];
  for (const [dependency, counterexample] of analysis.counterexamples) {
    if (dependency.kind === 'functional') {
      const { rows: found } = await execute(sql.contradictions(dependency.left, dependency.right & ~dependency.left || dependency.right));
      holds.push(found.length === 0);
    } else {
      const { spuriousRows } = await join(partsOf(dependency, all).map((attributes, i) => ({ attributes, name: `${rows}_${i + 1}` })));
      holds.push(spuriousRows === null ? counterexample === null : spuriousRows === 0);
    }
  }
  return { joins: measuredJoins, holds };
}

async function measureJoin(parts: readonly PartTable[], all: AttributeSet, sql: JoinSql, execute: Execute): Promise<MeasuredJoin> {
  const [[count] = []] = (await execute(sql.countSpurious(parts, all))).rows;
  const spuriousRows = Number(count);
  if (spuriousRows === 0) return { spuriousRows, spurious: [] };
  const { rows } = await execute(sql.spurious(parts, all, shownRows));
  return { spuriousRows, spurious: rows.map((row) => row.map((value): Value => (value === null ? null : String(value)))) };
}
