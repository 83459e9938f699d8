import { ReprText } from './terms/repr-text';

/** Text as a program printed it. It may be scrolled by keyboard, hence the tab stop. */
export function PrintedText({ text, isValue = false }: { readonly text: string; readonly isValue?: boolean }) {
  const shown = text.replace(/\n$/, '');
  return (
    <pre class="savepoint-text" tabIndex={0}>
      {isValue ? <ReprText text={shown} /> : shown}
    </pre>
  );
}
