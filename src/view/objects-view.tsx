import type { AttributeChange, MappedObject, ObjectState, SessionObjects } from '../cells/output';
import { useCell } from './cell-context';
import { ScrollArea } from './scroll-area';

const symbols: Readonly<Record<ObjectState, string>> = { transient: '·', pending: '+', persistent: '●', deleted: '✕', detached: '○' };

/** What the ORM's sessions hold at the end of a cell: each object with its state and what was changed and not written yet. */
export function ObjectsView({ sessions }: { readonly sessions: readonly SessionObjects[] }) {
  const { words } = useCell();
  return (
    <div class="savepoint-objects">
      {sessions.map(({ session, objects, more }, at) => (
        <section key={at} class="savepoint-group">
          <div class="savepoint-group-head">
            <span class="savepoint-heading">{session === null ? words.objects.noSession : <code>{session}</code>}</span>
            <span>{words.objects.count(objects.length + more)}</span>
          </div>
          <ScrollArea class="savepoint-small-scroller" label={session ?? words.objects.noSession}>
            <table class="savepoint-table savepoint-is-small" role="table" aria-label={session ?? words.objects.noSession}>
              <tbody role="rowgroup">
                {objects.map((object, place) => (
                  <ObjectRow key={place} object={object} />
                ))}
              </tbody>
            </table>
          </ScrollArea>
          {more > 0 && <div class="savepoint-group-head">{words.objects.more(more)}</div>}
        </section>
      ))}
    </div>
  );
}

function ObjectRow({ object: { class: name, identity, state, expired, toBeDeleted, changes } }: { readonly object: MappedObject }) {
  const { objects } = useCell().words;
  const marks = [...(expired ? [objects.expired] : []), ...(toBeDeleted ? [objects.toBeDeleted] : [])];
  return (
    <tr role="row" class={`savepoint-object ${expired ? 'savepoint-is-expired' : ''}`}>
      <th role="rowheader" scope="row">
        {name}
        {identity !== null && <span class="savepoint-quiet"> #{identity}</span>}
      </th>
      <td role="cell" class={`savepoint-object-${toBeDeleted ? 'deleted' : state}`} title={objects.meaning[state]}>
        <span aria-hidden="true">{symbols[state]} </span>
        {state}
        {marks.length > 0 && <span class="savepoint-quiet">, {marks.join(', ')}</span>}
      </td>
      <td role="cell">
        {changes.map((change) => (
          <Change key={change.attribute} change={change} />
        ))}
      </td>
    </tr>
  );
}

function Change({ change: { attribute, from, to } }: { readonly change: AttributeChange }) {
  return (
    <div class="savepoint-change">
      <span class="savepoint-quiet">{attribute} </span>
      {from !== null && <del>{from}</del>}
      {from !== null && to !== null && ' → '}
      {to !== null && <ins>{to}</ins>}
    </div>
  );
}
