import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '../../../../src/databases/postgres/postgres-database';
import { openSqlite } from '../../../../src/databases/sqlite/sqlite-database';
import type { Activity } from '../../../../src/orm/engine/activity';
import { Float } from '../../../../src/orm/values/exact';
import { Interpreter, Namespace } from '../../../../src/python/interpreter';
import { define } from '../../../../src/python/native/define';
import { sqlalchemyModules } from '../../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../../databases/node-parts';
import { masked } from '../../run-program';

/** A row of the table of features, as a program. */
export interface Feature {
  /** The number of the row. */
  readonly row: number;
  /** What the program shows. */
  readonly title: string;
  /** Below the names of prelude.py, and the classes of models.py unless it has its own. */
  readonly code: string;
  /** True: without models.py. */
  readonly own?: boolean;
  /** True: the messages of `echo` are shown, too. */
  readonly echoed?: boolean;
  /**
   * What it prints. Between `show()` and `hide()` each statement is a line `> text parameters`; a warning is a line
   * `! class: text`.
   */
  readonly stdout: string;
}

const part = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const prelude = part('prelude.py');
const models = part('models.py');
const quiet = { onExecuted: () => undefined, interrupted: () => false };

/** Runs a program in a fresh interpreter; what it printed, with the traceback of an error that left it. */
export async function runFeature({ code, own = false, echoed = false }: Feature): Promise<string> {
  let stdout = '';
  let showing = false;
  const tell = (line: string): void => {
    if (showing) stdout += `${line}\n`;
  };
  const surroundings = {
    database: (url: { readonly drivername: string }) => (url.drivername.startsWith('sqlite') ? openSqlite(nodeParts(), quiet) : openPostgres(nodeParts(), quiet)),
    echo: (message: string) => {
      if (echoed) tell(`echo: ${message.replace(/^\[(generated in|cached since) [^\]]*\]/, '[$1 ...]')}`);
    },
    onActivity: (activity: Activity) => {
      if (!echoed) tell(`> ${shown(activity)}`);
    },
  };
  const statements = {
    name: '_statements',
    create: () => ({
      show: define('show()', () => {
        showing = true;
        return null;
      }),
      hide: define('hide()', () => {
        showing = false;
        return null;
      }),
    }),
  };
  const interpreter = new Interpreter(
    {
      write: (text) => {
        stdout += text;
      },
      log: (text) => {
        stdout += text.replace(/^.*\b(\w+Warning: .*)\n(?: {2}.*\n)?/gm, '! $1\n');
      },
      interrupted: () => false,
      sleep: () => Promise.resolve(),
      resolveModule: () => null,
    },
    [...sqlalchemyModules(surroundings), statements],
  );
  const { error } = await interpreter.run({ code: prelude + (own ? '' : models) + code, fileName: 'Cell 1' }, new Namespace());
  return masked(stdout + (error?.traceback ?? ''));
}

/** One statement as a line. */
function shown(activity: Activity): string {
  if (activity.kind !== 'statement') return activity.text;
  return `${activity.sql.replace(/\s+/g, ' ').trim()} ${JSON.stringify(plain(activity.parameters))}`;
}

/** Values as JSON has them. */
function plain(value: unknown): unknown {
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  return value;
}
