import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../../..');

/** Compiles a program that stands, as if it were a file, beside this one. */
function compiled(source: string): { readonly errors: readonly string[]; readonly instantiations: number } {
  const path = join(__dirname, 'generated.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const own = host.getSourceFile.bind(host);
  host.getSourceFile = (file, languageVersion, ...rest) => (file === path ? ts.createSourceFile(file, source, languageVersion) : own(file, languageVersion, ...rest));
  const program = ts.createProgram([path], { ...options, types: [] }, host);
  const errors = program.getSemanticDiagnostics(program.getSourceFile(path)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return { errors, instantiations: program.getInstantiationCount() };
}

const head = "import { int, makeBase, many, one, select, str } from '../../../src/orm';\nconst Base = makeBase();\n";

/** So many classes, linked in a ring, each with a query. */
function linkedModels(models: number): string {
  const next = (i: number): number => (i + 1) % models;
  const before = (i: number): number => (i + models - 1) % models;
  const numbers = Array.from({ length: models }, (_, i) => i);
  const declared = numbers.map((i) => `
    export const M${i} = Base.table('m${i}', { id: int().pk(), name: str(30), note: str().null(), col${i}: int().null(), previousId: int('previous_id').fk('m${before(i)}.id'),
      previous: () => one(M${before(i)}, 'nexts'), nexts: () => many(M${next(i)}, 'previous', { cascade: 'all' }) });`); // prettier-ignore
  const used = numbers.map((i) => `
    const q${i} = select(M${i}.id, M${i}).where(M${i}.name.eq('x'), M${i}.nexts.any(M${next(i)}.col${next(i)}.gt(${i})));
    export const name${i}: string | undefined = q${i}.rowType[1].nexts[0]?.previous.name;
    new M${i}({ name: 'a', nexts: [new M${next(i)}({ name: 'b' })] });`); // prettier-ignore
  return head + declared.join('') + used.join('');
}

test('a hundred linked classes cost little to check', () => {
  const { errors, instantiations } = compiled(linkedModels(100));
  expect(errors).toEqual([]);
  expect(instantiations).toBeLessThan(50_000);
}, 120_000);

test('a mistake among them is found', () => {
  expect(compiled(linkedModels(3).replace("'nexts'", "'next'")).errors).toHaveLength(1);
}, 120_000);
