import type { Cause } from '../../orm/engine/activity';
import type { StatementCause } from '../output';

/** A cause as outputs tell it. */
export function statementCause({ kind, text, details }: Cause): StatementCause {
  const load = details && details.attribute !== null ? { entity: details.entity, attribute: details.attribute, remedy: details.remedy } : null;
  return { kind, text, load };
}
