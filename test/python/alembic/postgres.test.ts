import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '../../../src/databases/postgres/postgres-database';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { runProgram } from '../run-program';

const prelude = readFileSync(join(__dirname, 'prelude.py'), 'utf8').replace('sqlite://', 'postgresql+psycopg://u:p@localhost/notes');

const program = `
metadata = sa.MetaData()
sa.Table('person', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(20), nullable=False, index=True), comment='people')
config = configured(metadata, engine)
command.revision(config, 'people', autogenerate=True, rev_id='r1')
command.upgrade(config, 'head')
metadata.clear()
sa.Table('person', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(40)), sa.Column('kind', sa.Enum('a', 'b', name='kind')), comment='people')
sa.Table('pet', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('owner', sa.ForeignKey('person.id'), nullable=False))
command.revision(config, 'pets', autogenerate=True, rev_id='r2')
`;

describe('alembic on PostgreSQL', () => {
  test('revisions are made, applied and taken back', async () => {
    const surroundings = {
      database: () => openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }),
      echo: () => undefined,
      warn: () => undefined,
    };
    const { stdout, outcome } = await runProgram(`${prelude}\n${program}\ncommand.current(config)\ncommand.downgrade(config, 'base')\nprint(sa.inspect(engine).get_table_names())\n`, { modules: sqlalchemyModules(surroundings), milliseconds: 60_000 });
    expect(outcome.error?.traceback ?? null).toBeNull();
    expect(stdout).toContain('Context impl PostgresqlImpl.');
    expect(stdout).toContain('Will assume transactional DDL.');
    expect(stdout).toContain("Detected type change from VARCHAR(length=20) to String(length=40) on 'person.name'");
    expect(stdout).toContain("Detected NULL on column 'person.name'");
    expect(stdout).toContain("Detected removed index 'ix_person_name' on 'person'");
    expect(stdout.trimEnd().split('\n').slice(-5)).toEqual([
      'r1',
      'INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.',
      'INFO  [alembic.runtime.migration] Will assume transactional DDL.',
      'INFO  [alembic.runtime.migration] Running downgrade r1 -> , people',
      "['alembic_version']",
    ]);
  }, 60_000);
});
