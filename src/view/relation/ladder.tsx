import type { TargetedKeyboardEvent } from 'preact';
import type { RelationReport, ReportForm } from '../../cells/output';
import { useCell } from '../cell-context';
import { moved } from '../roving';
import { forms, violationsOf } from './judgement';
import { Reason } from './reason';

interface LadderProps {
  readonly report: RelationReport;
  readonly broken: ReportForm | null;
  readonly selected: ReportForm;
  readonly onSelect: (form: ReportForm) => void;
}

/** Reasons that are listed for one form. */
const shown = 6;

/** The normal forms as rungs; the chosen one says whether it holds, and why not. */
export function Ladder({ report, broken, selected, onSelect }: LadderProps) {
  const { id, words } = useCell();
  const { ladder } = words.relation;
  const stateOf = (form: ReportForm): 'holds' | 'broken' | 'above' => (
    broken === null || forms.indexOf(form) < forms.indexOf(broken) ? 'holds' : form === broken ? 'broken' : 'above'
  );
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const at = moved(event.key, forms.indexOf(selected), forms.length, false);
    const next = at === null ? undefined : forms[at];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-form="${next}"]`)?.focus();
  };
  return (
    <div class="savepoint-ladder">
      <div class="savepoint-rungs" role="tablist" aria-label={ladder.label} onKeyDown={onKeyDown}>
        {forms.map((form) => (
          <button
            type="button"
            key={form}
            class={`savepoint-button savepoint-rung savepoint-rung-${stateOf(form)}`}
            role="tab"
            data-form={form}
            id={`${id}-rung-${form}`}
            aria-selected={form === selected}
            aria-controls={`${id}-why`}
            tabIndex={form === selected ? 0 : -1}
            onClick={() => { onSelect(form); }}
          >
            {stateOf(form) !== 'above' && <span class={`savepoint-mark savepoint-mark-${stateOf(form) === 'holds' ? 'prevented' : 'error'}`} aria-hidden="true" />}
            {form}
            <span class="savepoint-unseen"> {stateOf(form) === 'holds' ? ladder.holds(form) : stateOf(form) === 'broken' ? ladder.broken(form) : ''}</span>
          </button>
        ))}
      </div>
      <div class="savepoint-why" role="tabpanel" id={`${id}-why`} aria-labelledby={`${id}-rung-${selected}`}>
        <Why report={report} form={selected} state={stateOf(selected)} broken={broken} />
      </div>
    </div>
  );
}

function Why({ report, form, state, broken }: { readonly report: RelationReport; readonly form: ReportForm; readonly state: 'holds' | 'broken' | 'above'; readonly broken: ReportForm | null }) {
  const { words } = useCell();
  const { ladder, data } = words.relation;
  if (state === 'holds') return <p>{form === '1NF' ? ladder.first : ladder.holds(form)}</p>;
  const reasons = violationsOf(report, form);
  // The one reason stands in the verdict already.
  if (form === broken && reasons.length === 1) return <p>{ladder.broken(form)}</p>;
  if (reasons.length === 0 && broken !== null) return <p>{ladder.below(broken)}</p>;
  return (
    <ul class="savepoint-reasons">
      {reasons.slice(0, shown).map((violation) => (
        <li key={violation.dependency}>
          <Reason violation={violation} />
        </li>
      ))}
      {reasons.length > shown && <li>{data.more(reasons.length - shown)}</li>}
    </ul>
  );
}
