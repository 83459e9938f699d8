import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { arrowsOf, type Arrow, type CardBox } from './arrows';
import type { DiagramSize } from './diagram-size';
import type { Edge } from './edges';
import type { Timeline } from './timeline';

/** With more edges than this those outside of the anomaly show only at the step that is pointed at. */
const faintShown = 12;
const gap = 42;
const gapCrowded = 25;

interface ArrowLayerProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly edges: readonly Edge[];
  readonly timeline: Timeline;
  readonly step: number;
  /** The step that is pointed at or has the focus. */
  readonly active: number | null;
  readonly size: DiagramSize;
  /** Changes whenever cards may have moved without the diagram changing its size. */
  readonly drawn: string;
}

/** The dependencies as curves over the lanes. They say nothing that is not in words elsewhere. */
export function ArrowLayer({ grid, edges, timeline, step, active, size, drawn }: ArrowLayerProps) {
  const [arrows, setArrows] = useState<readonly Arrow[]>([]);
  useLayoutEffect(() => {
    const next = grid.current === null ? [] : arrowsOf(edges, boxesIn(grid.current, timeline), gapOf(grid.current));
    setArrows((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next));
  }, [edges, timeline, size, drawn]);
  const ended = new Map(timeline.rows.map((row) => [row.step.step, Math.min(row.endedAt, timeline.rows.length)]));
  const happened = ({ from, to }: Edge): boolean => Math.max(ended.get(from) ?? 0, ended.get(to) ?? 0) <= step;
  const many = edges.length > faintShown;
  const shown = arrows.filter(({ edge }) => happened(edge) && (edge.inCycle || !many || touches(edge, active)));
  // What matters is drawn last, above the rest.
  const ordered = [...shown].sort((a, b) => weight(a.edge, active) - weight(b.edge, active));
  return (
    <svg class="savepoint-arrows" aria-hidden="true" width={size.width} height={size.height}>
      {ordered.map(({ edge, line, head, label }) => (
        <g key={edge.key} class={classOf(edge, active)}>
          <path class="savepoint-arrow-line" d={line} />
          <path class="savepoint-arrow-head" d={head} />
          <text class="savepoint-arrow-label" x={label.x} y={label.y} text-anchor="middle" dominant-baseline="central">
            {edge.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

function touches({ from, to }: Edge, active: number | null): boolean {
  return from === active || to === active;
}

function weight(edge: Edge, active: number | null): number {
  return Number(edge.inCycle) + 2 * Number(touches(edge, active));
}

function classOf(edge: Edge, active: number | null): string {
  const classes = ['savepoint-arrow'];
  if (edge.anti) classes.push('savepoint-is-anti');
  if (edge.inCycle) classes.push('savepoint-is-cycle');
  if (touches(edge, active)) classes.push('savepoint-is-active');
  return classes.join(' ');
}

function gapOf(grid: HTMLElement): number {
  return grid.classList.contains('savepoint-is-crowded') ? gapCrowded : gap;
}

/** Where the cards stand, relative to the diagram. */
function boxesIn(grid: HTMLElement, timeline: Timeline): ReadonlyMap<number, CardBox> {
  const origin = grid.getBoundingClientRect();
  const boxes = new Map<number, CardBox>();
  for (const { step, lane } of timeline.rows) {
    const card = grid.querySelector(`[data-step="${step.step}"] .savepoint-card-head`);
    if (card === null) continue;
    const box = card.getBoundingClientRect();
    boxes.set(step.step, {
      lane,
      left: box.left - origin.left,
      right: box.right - origin.left,
      top: box.top - origin.top,
      bottom: box.bottom - origin.top,
    });
  }
  return boxes;
}
