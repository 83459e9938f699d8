import type { CellNames } from '../cell-names';
import { cellScope, type Reference } from './scope/cell-scope';
import { readImports } from './scope/imports';
import { parseCell } from './syntax/parse';

/**
 * What a TypeScript cell defines and needs.
 * @param isBuiltIn true for names that the language and Savepoint itself provide
 * @throws CellSyntaxError for a cell that cannot be read
 */
export function typeScriptNames(code: string, isBuiltIn: (name: string) => boolean): CellNames {
  const statements = parseCell(code);
  const { declared, references } = cellScope(statements);
  const imports = readImports(statements);
  const imported = new Set(imports.flatMap(({ names }) => names.map(({ local }) => local)));
  const wanted = references.filter(({ name, form }) => !imported.has(name) && !isBuiltIn(name) && form !== 'typeof');
  const needs = namesOf(wanted.filter(({ later }) => !later));
  const used = new Set(references.map(({ name }) => name));
  return {
    defines: [...new Set([...declared, ...imported])],
    needs,
    needsLater: namesOf(wanted).filter((name) => !needs.includes(name)),
    uses: imports.flatMap(({ note, names }) => {
      if (note === null) return [];
      // An import that is only a type asks for nothing; one without names, or of everything, asks for the whole note.
      const values = names.filter(({ local }) => used.has(local));
      if (names.length > 0 && values.length === 0) return [];
      const whole = names.length === 0 || values.some((name) => name.imported === null);
      return [{ note, names: whole ? null : values.flatMap((name) => name.imported ?? []) }];
    }),
  };
}

function namesOf(references: readonly Reference[]): string[] {
  return [...new Set(references.map(({ name }) => name))];
}
