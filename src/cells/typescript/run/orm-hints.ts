import { SqlAlchemyError } from '../../../orm/errors';
import { UnknownKeywordError } from '../../../orm/map/errors';

/** What a mistake with the ORM is, by its message, and the way out. `$1` is what the pattern found. */
const advice: readonly (readonly [message: RegExp, hint: string])[] = [
  [/^Parent instance .* is not bound to a Session; lazy load operation of attribute '([^']+)'/, 'read it before the session closes: .options(selectinload(….$1)); or leave the session open'],
  [/^Instance .* is not bound to a Session; (?:attribute refresh|deferred load)/, 'a commit expires objects: use them before the session closes, or make it with { expireOnCommit: false }'],
  [/^Table '([^']+)' is already defined for this MetaData instance/, "Base.table('$1', …) and Base.association('$1', …) take the place of the former table"],
  [/^Could not determine join condition .* no foreign keys linking these tables/, "one of both tables needs a column with .fk('table.column')"],
  [/^Could not determine join condition .* multiple foreign key paths/, 'say which column it is: one(Target, null, { foreignKeys: Own.column })'],
  [/failed to locate a name \('([^']+)'\)/, 'define $1 in this cell, or in one that runs before'],
  [/^Mapper '.*' has no property '([^']+)'\. {2}If this property was indicated/, 'the other side needs a relationship $1 that names this one'],
  [/could not assemble any primary key columns/, 'give one column .pk()'],
  [/^greenlet_spawn has not been called/, 'another session holds a lock: await a method of the session, or use createAsyncEngine()'],
  [/^Textual (?:SQL|column) expression '([^']+)'/, "SQL is written text('$1'); a column is named by its class: User.$1"],
  [/^This Session's transaction has been rolled back/, 'await session.rollback(), then begin anew'],
  [/contains results that need to be deduplicated|^The unique\(\) method must be invoked/, 'collections were joined: (await session.scalars(…)).unique().all()'],
];

/** The way out of a mistake with the ORM; null where none is known. */
export function ormHint(error: unknown, message: string): string | null {
  if (error instanceof UnknownKeywordError) return 'name the attributes of the class: new User({ name: … })';
  const notAnExpression = /^(\S+)\.(name|length)\.(\w+) is not a function$/.exec(message);
  if (error instanceof TypeError && notAnExpression) {
    const [, owner = '', attribute = ''] = notAnExpression;
    return `JavaScript's own ${attribute} of a class may hide the column: write static { delete ${owner}.${attribute} } in the class`;
  }
  if (!(error instanceof SqlAlchemyError)) return null;
  for (const [pattern, hint] of advice) {
    const found = pattern.exec(message);
    if (found) return hint.replaceAll('$1', found[1] ?? '');
  }
  return null;
}
