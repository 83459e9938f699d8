import { Fragment } from 'preact';

/** Attributes in a sentence; a key's are underlined. */
export function Names({ names, isKey = false }: { readonly names: readonly string[]; readonly isKey?: boolean }) {
  if (isKey) return <span class="savepoint-key">{names.join(', ')}</span>;
  return (
    <>
      {names.map((name, at) => (
        <Fragment key={at}>
          {at > 0 && ', '}
          <code class="savepoint-attribute">{name}</code>
        </Fragment>
      ))}
    </>
  );
}

/** Several sets of attributes, with a word or a mark between them. */
export function Sets({ sets, between, isKey = false }: { readonly sets: readonly (readonly string[])[]; readonly between: string; readonly isKey?: boolean }) {
  return (
    <>
      {sets.map((names, at) => (
        <Fragment key={at}>
          {at > 0 && between}
          <Names names={names} isKey={isKey} />
        </Fragment>
      ))}
    </>
  );
}
