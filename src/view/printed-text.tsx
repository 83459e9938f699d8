/** Text as a program printed it. It may be scrolled by keyboard, hence the tab stop. */
export function PrintedText({ text }: { readonly text: string }) {
  return (
    <pre class="savepoint-text" tabIndex={0}>
      {text.replace(/\n$/, '')}
    </pre>
  );
}
