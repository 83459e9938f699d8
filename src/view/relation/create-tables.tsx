import { useState } from 'preact/hooks';
import { useCell } from '../cell-context';
import { Sentence } from './sentence';

interface CreateTablesProps {
  readonly sql: string;
  /** Names of the tables that it makes. */
  readonly names: readonly string[];
}

/** Buttons that copy the statements of a decomposition and run them on the notebook's database. */
export function CreateTables({ sql, names }: CreateTablesProps) {
  const { words, actions } = useCell();
  const text = words.relation.decomposition;
  const [state, setState] = useState<'idle' | 'running' | 'created' | 'copied' | { readonly error: string }>('idle');
  const runSql = actions.runSql?.bind(actions);
  const create = async (): Promise<void> => {
    if (runSql === undefined || state === 'running') return;
    setState('running');
    try {
      const { status, error } = await runSql(sql);
      setState(status === 'ok' ? 'created' : { error: error === null ? status : `${error.type}: ${error.message}` });
    } catch (error) {
      setState({ error: error instanceof Error ? error.message : String(error) });
    }
  };
  const copy = async (): Promise<void> => {
    try {
      await actions.copy(sql);
      setState('copied');
    } catch {
      setState({ error: text.copyFailed });
    }
  };
  return (
    <div class="savepoint-create">
      {runSql !== undefined && (
        <button type="button" class="savepoint-button savepoint-link" aria-disabled={state === 'running'} onClick={() => void create()}>
          {state === 'running' ? text.creating : text.create}
        </button>
      )}
      <button type="button" class="savepoint-button savepoint-link" onClick={() => void copy()}>
        {text.copy}
      </button>
      <span class="savepoint-create-state" role="status">
        {state === 'created' && <Sentence text={text.created} places={{ tables: names.join(', ') }} />}
        {state === 'copied' && text.copied}
        {typeof state === 'object' && <span class="savepoint-anomaly">{state.error}</span>}
      </span>
    </div>
  );
}
