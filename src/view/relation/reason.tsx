import type { ReportViolation } from '../../cells/output';
import { useCell } from '../cell-context';
import { reasonFor } from './judgement';
import { Names, Sets } from './names';
import { Sentence } from './sentence';

/** Why a dependency breaks a form, in one sentence. */
export function Reason({ violation }: { readonly violation: ReportViolation }) {
  const { words } = useCell();
  const { left, right, key, blocks, dependency } = violation;
  return (
    <Sentence
      text={reasonFor(violation, words.relation)}
      places={{
        left: <Names names={left} />,
        right: <Names names={right} />,
        key: <Names names={key ?? []} isKey />,
        blocks: <Sets sets={blocks ?? []} between={` ${words.trace.and} `} />,
        dependency: <code class="savepoint-attribute">{dependency}</code>,
      }}
    />
  );
}
