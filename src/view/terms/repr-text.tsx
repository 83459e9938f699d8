import { Fragment } from 'preact';
import { Term } from './term';

/** A class's name in a repr: `Author(id=1)`, `<Author object at 0x…>`. */
const classNames = /\b([A-Z]\w*)(?=\(| object at | \{)/;

/** Pieces of a value that are looked through. */
const most = 200;

/** A value as text, in which the names of classes link to their notes. */
export function ReprText({ text }: { readonly text: string }) {
  const pieces = text.split(classNames);
  if (pieces.length > most) return <>{text}</>;
  return <>{pieces.map((piece, at) => (at % 2 === 1 ? <Term key={at} names={[piece]}>{piece}</Term> : <Fragment key={at}>{piece}</Fragment>))}</>;
}
