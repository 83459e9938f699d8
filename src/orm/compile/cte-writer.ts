import { CompileError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import type { Cte } from '../sql/from-clause';
import { namedColumns } from '../sql/column-names';
import { SelectBase } from '../sql/selectable';
import type { Context } from './context';
import type { SqlCompiler } from './sql-compiler';

interface Written {
  readonly cte: Cte;
  readonly level: number;
  text: string | null;
}

/** The WITH clause of a statement: collects the CTEs that are met while it is written. */
export class CteWriter {
  /** By their names and levels. */
  readonly #byName = new Map<string, Written>();
  /** In the order in which they must stand. */
  readonly #ordered: Written[] = [];

  constructor(private readonly compiler: SqlCompiler) {}

  /**
   * Notes a CTE and writes it if it is new.
   * @returns its name as it stands in FROM; null elsewhere
   * @throws CompileError when another CTE has the name
   */
  visit(cte: Cte, context: Context): string | null {
    const { compiler } = this;
    const name = compiler.resolve(cte.aliasName, 'alias');
    const level = cte.nesting ? compiler.stack.length : 1;
    const key = `${level}:${name}`;
    const existing = this.#byName.get(key);
    const isNew = this.#isNew(cte, existing, name);
    if (isNew) this.#write(cte, key, name, level, context);
    if (!context.asfrom) return compiler.stack.length === 0 ? (this.#byName.get(key)?.text ?? null) : null;
    context.linter?.addFrom(cte, name);
    const quoted = compiler.identifiers.quote(name);
    if (!cte.cteAlias || context.visitingCte === cte) return quoted;
    return `${compiler.identifiers.quote(compiler.resolve(cte.cteAlias.aliasName, 'alias'))} AS ${quoted}`;
  }

  #isNew(cte: Cte, existing: Written | undefined, name: string): boolean {
    if (!existing) return true;
    const known = existing.cte;
    if (known.identity === cte.identity || known.restates?.identity === cte.identity) return false;
    // The statement that a recursive CTE began as was met first: the whole takes its place.
    if (cte.restates?.identity === known.identity) {
      const place = this.#ordered.indexOf(existing);
      if (place >= 0) this.#ordered.splice(place, 1);
      return true;
    }
    if (known.reference.identity === cte.reference.identity || sameStatement(known.element, cte.element)) return false;
    throw new CompileError(`Multiple, unrelated CTEs found with the same name: '${name}'`);
  }

  #write(cte: Cte, key: string, name: string, level: number, context: Context): void {
    const { compiler } = this;
    const written: Written = { cte, level, text: null };
    this.#byName.set(key, written);
    const own: Context = { ...(context.literalBinds ? { literalBinds: true } : {}), visitingCte: cte };
    if (cte.cteAlias) {
      this.visit(cte.cteAlias, own);
      return;
    }
    const columns = cte.recursive ? `(${recursiveColumns(compiler, cte).join(', ')})` : '';
    if (compiler.stack.length === 0) {
      // A CTE on its own: what is inside it is shown.
      written.text = compiler.process(cte.element, { ...own, asfrom: true });
      return;
    }
    const prefixes = cte.prefixes.map((prefix) => `${compiler.process(prefix, own)} `).join('');
    const inner = compiler.process(cte.element, { ...own, asfrom: true });
    const suffixes = cte.suffixes.map((suffix) => ` ${compiler.process(suffix, own)}`).join('');
    written.text = `${compiler.identifiers.quote(name)}${columns} AS ${prefixes}\n(${inner})${suffixes}`;
    this.#ordered.push(written);
  }

  /** The WITH clause, with what separates it from the statement; empty when there is none. */
  clause(toplevel: boolean): string {
    const depth = this.compiler.stack.length;
    const due = this.#ordered.filter(({ cte, level }) => (toplevel ? true : cte.nesting && level === depth));
    if (due.length === 0) return '';
    for (const one of due) this.#ordered.splice(this.#ordered.indexOf(one), 1);
    const recursive = due.some(({ cte }) => cte.recursive);
    return `WITH ${recursive ? 'RECURSIVE ' : ''}${due.map(({ text }) => text).join(', \n')}\n `;
  }
}

/** The names behind the name of a recursive CTE. */
function recursiveColumns(compiler: SqlCompiler, cte: Cte): string[] {
  const { element } = cte;
  const columns = element instanceof SelectBase ? namedColumns(element.selectedColumns, 'disambiguate', true) : [];
  return columns
    .filter(({ repeated }) => !repeated)
    .map(({ fallbackLabel, proxyKey }) => compiler.identifiers.quote(compiler.resolve(fallbackLabel ?? proxyKey ?? '', 'colident')));
}

/** Copies of one statement, which the ORM makes. */
function sameStatement(left: ClauseElement, right: ClauseElement): boolean {
  return left.identity === right.identity;
}
