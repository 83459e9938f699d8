import type { RelationReport, ReportForm } from '../../cells/output';

/** An attribute's box. */
export interface AttributeBox {
  readonly name: string;
  readonly x: number;
  readonly width: number;
  /** Part of a candidate key. */
  readonly prime: boolean;
}

/** A dependency below the boxes: a line with a stem up to each attribute, an arrow to those that depend. */
export interface DependencyLane {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  /** Where stems without an arrow go up: the left side. */
  readonly stems: readonly number[];
  /** Where stems with an arrow go up: the right side. */
  readonly arrows: readonly number[];
  readonly multivalued: boolean;
  readonly breaks: ReportForm | null;
  /** It breaks the lowest broken form. */
  readonly emphasised: boolean;
}

/** A dependency diagram as geometry, in pixels. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly boxHeight: number;
  readonly boxes: readonly AttributeBox[];
  readonly lanes: readonly DependencyLane[];
  /** Dependencies that found no room. */
  readonly more: number;
}

const boxHeight = 28;
const gap = 8;
const laneHeight = 20;
const mostLanes = 8;
const mostAttributes = 24;
const labelWidth = 34;

/** Lays out the diagram: key attributes first, the violating dependencies nearest to the boxes; null where it would be too wide to help. */
export function layoutOf({ attributes, arrows, candidateKeys, primeAttributes }: RelationReport, broken: ReportForm | null): DiagramLayout | null {
  if (attributes.length > mostAttributes || arrows.length === 0) return null;
  const [key = []] = candidateKeys;
  const ordered = [...attributes.filter((name) => key.includes(name)), ...attributes.filter((name) => !key.includes(name))];
  let x = 1;
  const boxes = ordered.map((name): AttributeBox => {
    const width = Math.round(textWidth(name) + 20);
    const box = { name, x, width, prime: primeAttributes.includes(name) };
    x += width + gap;
    return box;
  });
  const centre = new Map(boxes.map(({ name, x: left, width }) => [name, left + width / 2]));
  const shown = arrows.slice(0, mostLanes);
  // Lines that meet a box at different places do not run into each other.
  const uses = new Map<string, number>();
  for (const { left, right } of shown) for (const name of [...left, ...right]) uses.set(name, (uses.get(name) ?? 0) + 1);
  const used = new Map<string, number>();
  const place = (name: string): number => {
    const nth = used.get(name) ?? 0;
    used.set(name, nth + 1);
    const width = boxes.find((box) => box.name === name)?.width ?? 0;
    const room = Math.min(10, (width - 12) / Math.max(1, uses.get(name) ?? 1));
    return Math.round((centre.get(name) ?? 0) + (nth - ((uses.get(name) ?? 1) - 1) / 2) * room);
  };
  const lanes = shown.map(({ left, right, kind, breaks }, at): DependencyLane => {
    const stems = left.map(place);
    const heads = right.map(place);
    const all = [...stems, ...heads];
    return {
      y: boxHeight + 18 + at * laneHeight,
      from: Math.min(...all), to: Math.max(...all),
      stems, arrows: heads,
      multivalued: kind === 'multivalued',
      breaks,
      emphasised: breaks !== null && breaks === broken,
    };
  });
  const rightmost = Math.max(x - gap, ...lanes.map(({ to, breaks }) => to + (breaks === null ? 0 : labelWidth)));
  return { width: rightmost + 1, height: boxHeight + 18 + (lanes.length - 1) * laneHeight + 12, boxHeight, boxes, lanes, more: arrows.length - shown.length };
}

/** The width of a name, nearly: the diagram needs no measuring, so that it is the same everywhere. */
function textWidth(name: string): number {
  let width = 0;
  for (const character of name) width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/.test(character) ? 13 : /[\p{Lu}mwMWшщюжфЖШЩЮ]/u.test(character) ? 9.2 : /[ijlft.,()|I1 ]/.test(character) ? 5 : 7.4;
  return Math.max(18, width);
}
