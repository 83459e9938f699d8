import type { RelationReport } from '../../cells/output';
import { useCell } from '../cell-context';
import { ScrollArea } from '../scroll-area';
import { layoutOf, type DependencyLane } from './diagram-layout';
import { brokenForm } from './judgement';

/** The dependencies of a relation as arrows below its attributes; those of keys are underlined. */
export function DependencyDiagram({ report }: { readonly report: RelationReport }) {
  const { words } = useCell();
  const text = words.relation.diagram;
  const layout = layoutOf(report, brokenForm(report));
  if (layout === null) return null;
  const { width, height, boxes, lanes, boxHeight, more } = layout;
  return (
    <ScrollArea class="savepoint-diagram" label={text.label}>
      <svg role="img" aria-label={`${text.label}: ${report.minimalCover.join('; ')}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {lanes.map((lane) => (
          <Lane key={lane.y} lane={lane} top={boxHeight} />
        ))}
        {boxes.map((box) => (
          <g key={box.name} class={`savepoint-diagram-box ${box.prime ? 'savepoint-is-prime' : ''}`}>
            <rect x={box.x} y={0.5} width={box.width} height={boxHeight - 1} rx={4} />
            <text x={box.x + box.width / 2} y={boxHeight / 2} text-anchor="middle" dominant-baseline="central">
              {box.name}
            </text>
          </g>
        ))}
      </svg>
      {more > 0 && <span class="savepoint-label">{text.more(more)}</span>}
    </ScrollArea>
  );
}

function Lane({ lane, top }: { readonly lane: DependencyLane; readonly top: number }) {
  const classes = ['savepoint-lane-of-dependency'];
  if (lane.emphasised) classes.push('savepoint-is-violating');
  if (lane.multivalued) classes.push('savepoint-is-multivalued');
  return (
    <g class={classes.join(' ')}>
      <path class="savepoint-dependency-line" d={`M${lane.from} ${lane.y}H${lane.to}${lane.stems.map((x) => `M${x} ${lane.y}V${top}`).join('')}${lane.arrows.map((x) => `M${x} ${lane.y}V${top + 6}`).join('')}`} />
      {lane.stems.map((x) => (
        <circle key={x} class="savepoint-dependency-end" cx={x} cy={lane.y} r={2.5} />
      ))}
      {lane.arrows.map((x) => (
        <path key={x} class="savepoint-dependency-end" d={`M${x} ${top + 1}l-4 7h8z${lane.multivalued ? `M${x} ${top + 7}l-4 7h8z` : ''}`} />
      ))}
      {lane.breaks !== null && (
        <text class="savepoint-dependency-breaks" x={lane.to + 7} y={lane.y} dominant-baseline="central">
          {lane.breaks}
        </text>
      )}
    </g>
  );
}
