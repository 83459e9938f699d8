import { useCell } from '../cell-context';
import type { TraceVersionWords } from '../words/trace-words';
import type { SeenItem, SeenVersion } from './versions';

/** Dead versions named one by one; of more only a mark is left. */
const deadShown = 3;

/** The versions of all items after a step, for where there is no room beside the lanes. */
export function VersionList({ items, step }: { readonly items: readonly SeenItem[]; readonly step: number }) {
  const { versions } = useCell().words.trace;
  return (
    <div class="savepoint-version-list" role="group" aria-label={versions.after(step)}>
      <p class="savepoint-heading savepoint-version-heading" aria-hidden="true">
        {versions.after(step)}
      </p>
      {items.length === 0 && <p class="savepoint-version-none">{versions.none}</p>}
      <div class="savepoint-version-items">
        {items.map((item) => (
          <VersionEntry key={item.item} item={item} named />
        ))}
      </div>
    </div>
  );
}

/** One item with its versions: those that live, each with its state, then those that do not, struck through. */
export function VersionEntry({ item, named }: { readonly item: SeenItem; readonly named: boolean }) {
  const { versions: words } = useCell().words.trace;
  const living = item.versions.filter(({ state }) => state === 'committed' || state === 'uncommitted');
  const dead = item.versions.filter((version) => !living.includes(version));
  return (
    <div class="savepoint-version-item">
      {named && <span class="savepoint-version-name">{item.item}</span>}
      {living.map((version) => (
        <span key={version.version} class={`savepoint-version savepoint-version-${version.state}`}>
          <strong>{textOf(version, words)}</strong>
          {/* A version that was found and is not known was committed by someone before. */}
          {(version.writer !== null || version.value !== null) && ` ${stateText(version, words)}`}
        </span>
      ))}
      {dead.length > 0 && (
        <span class="savepoint-version savepoint-version-dead">
          {dead.slice(0, deadShown).map((version) => (
            <s key={version.version} title={stateText(version, words)}>
              {textOf(version, words)}
              <span class="savepoint-unseen"> {stateText(version, words)}</span>
            </s>
          ))}
          {dead.length > deadShown && <span>…</span>}
        </span>
      )}
    </div>
  );
}

function textOf({ value, version, writer, deleted }: SeenVersion, words: TraceVersionWords): string {
  if (deleted) return words.deleted;
  return value ?? (writer === null ? words.initial : version);
}

function stateText({ state, writer }: SeenVersion, words: TraceVersionWords): string {
  if (state === 'uncommitted') return words.uncommitted(writer ?? '');
  if (state === 'rolled back') return words.rolledBack;
  return state === 'committed' ? words.committed : words.replaced;
}
