import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';

/** What stands at the places of a sentence. */
export type Places = Readonly<Record<string, ComponentChildren>>;

/** A sentence whose places in braces are filled. */
export function Sentence({ text, places }: { readonly text: string; readonly places: Places }) {
  return (
    <>
      {text.split(/\{(\w+)\}/).map((piece, at) => (
        <Fragment key={at}>{at % 2 === 1 ? places[piece] : piece}</Fragment>
      ))}
    </>
  );
}

/** The same as plain text. */
export function sentenceText(text: string, places: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? '');
}
