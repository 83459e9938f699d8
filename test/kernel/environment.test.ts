import { openNote } from './open-note';

const python = (...lines: string[]): string => `\`\`\`python\n${lines.join('\n')}\n\`\`\`\n`;

async function printed(text: string): Promise<string[]> {
  const { session } = openNote(text);
  const outputs = [];
  for (const cell of session.cells) outputs.push(await session.run(cell));
  session.reset();
  return outputs.map((output) => (output?.error ? `${output.error.type}: ${output.error.message}` : (output?.stdout ?? '')));
}

test('the flat properties of a note are the environment of its Python cells', async () => {
  const head = '---\nDB_HOST: example.org\nDB_PORT: 5432\nDEBUG: true\ntags: [a]\naliases: x\nsavepoint-timeout: 60\nnot a name: 1\nlist: [1]\n---\n';
  const [all, own, kept] = await printed(head + python('import os', 'print(sorted(os.environ.items()))') + python("os.environ['DEBUG'] = '0'", "os.environ['MORE'] = '1'") + python("print(os.environ['DEBUG'], os.getenv('MORE'), os.getenv('NOT'))"));
  expect(all).toBe("[('DB_HOST', 'example.org'), ('DB_PORT', '5432'), ('DEBUG', 'true')]\n");
  expect([own, kept]).toEqual(['', '0 1 None\n']);
});

test('settings are read from it', async () => {
  const [settings] = await printed('---\nAPP_NAME: shop\nAPP_PORT: 8080\n---\n' + python(
    'from pydantic_settings import BaseSettings, SettingsConfigDict',
    'class Settings(BaseSettings):',
    "    model_config = SettingsConfigDict(env_prefix='APP_')",
    '    name: str',
    '    port: int = 1',
    'print(repr(Settings()))',
  ));
  expect(settings).toBe("Settings(name='shop', port=8080)\n");
});

test('a note without properties has an empty one', async () => {
  expect(await printed(python('import os', 'print(dict(os.environ))'))).toEqual(['{}\n']);
});
