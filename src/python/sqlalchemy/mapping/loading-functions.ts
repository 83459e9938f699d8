import { BufferedRows, Result } from '../../../orm/engine/result';
import { ArgumentError } from '../../../orm/errors';
import type { Flow } from '../../../orm/flow';
import { stateOrNull } from '../../../orm/map/state';
import type { Session } from '../../../orm/session/session';
import { asFlag } from '../arguments';
import { FrozenResult } from '../results';
import { functions } from '../rows';

/** What brings the rows of an earlier result into a session. */
export const loadingFunctions = functions({
  'merge_frozen_result(session, statement, frozen_result, load=True)': (session, _statement, frozen, load) => {
    if (!(frozen instanceof FrozenResult)) throw new ArgumentError('merge_frozen_result() takes a frozen result');
    return merged(session as Session, frozen.again(), asFlag(load));
  },
});

/** The rows of a result with the session's own objects in the place of others. */
function* merged(session: Session, result: Result, load: boolean): Flow<FrozenResult> {
  const rows: unknown[][] = [];
  for (const row of result.all()) {
    const values: unknown[] = [];
    for (const value of row._values) values.push(stateOrNull(value) ? yield* session.merge(value as object, { load }) : value);
    rows.push(values);
  }
  return new FrozenResult(() => new Result(result.rowKeys, new BufferedRows(rows)));
}
