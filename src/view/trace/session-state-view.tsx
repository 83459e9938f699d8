import { Fragment } from 'preact';
import { useCell } from '../cell-context';
import type { LockLine, SessionState } from './moment-text';

/** A session's transaction, its snapshot, and its locks: those that it waits for first. */
export function SessionStateView({ state }: { readonly state: SessionState }) {
  const { moment } = useCell().words.trace;
  const { session, facts, snapshot, locks } = state;
  return (
    <li class="savepoint-session-state">
      <strong class="savepoint-session-name">{session}</strong>
      {facts.map((fact) => (
        <span key={fact} class="savepoint-session-fact">
          {fact}
        </span>
      ))}
      {snapshot !== null && <code class="savepoint-session-snapshot">{snapshot}</code>}
      <ul class="savepoint-lock-list">
        {locks.map((lock, at) => (
          <LockItem key={at} lock={lock} />
        ))}
        {locks.length === 0 && <li class="savepoint-none">{moment.noLocks}</li>}
      </ul>
    </li>
  );
}

function LockItem({ lock: { granted, kind, target, modes, harmless } }: { readonly lock: LockLine }) {
  const { moment } = useCell().words.trace;
  return (
    <li class={`savepoint-lock ${granted ? '' : 'savepoint-is-awaited'} ${harmless ? 'savepoint-is-harmless' : ''}`} title={harmless ? moment.siread : undefined}>
      {granted ? (
        <span class="savepoint-unseen">{moment.holds} </span>
      ) : (
        <>
          <span class="savepoint-mark savepoint-mark-waits" aria-hidden="true" />
          <span>{moment.awaits} </span>
        </>
      )}
      {kind !== '' && <span class="savepoint-lock-kind">{kind} </span>}
      <span class="savepoint-lock-target">{target}</span>
      <span class="savepoint-lock-modes">
        {modes.map((mode, at) => (
          <Fragment key={mode}>
            {at > 0 && ', '}
            {mode.replace(/Lock$/, '')}
            {/* The long names may be broken here. */}
            {mode.endsWith('Lock') && (
              <>
                <wbr />
                Lock
              </>
            )}
          </Fragment>
        ))}
      </span>
    </li>
  );
}
