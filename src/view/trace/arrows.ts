import type { Edge } from './edges';

/** Where a step's card stands, in pixels of the diagram. */
export interface CardBox {
  readonly lane: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An edge as it is drawn. */
export interface Arrow {
  readonly edge: Edge;
  /** The curve, and the triangle at its end, as SVG paths. */
  readonly line: string;
  readonly head: string;
  readonly label: { readonly x: number; readonly y: number };
}

const headLength = 7;
const headHalf = 3.5;
const labelHeight = 16;
const labelWidth = 22;

type Side = 'left' | 'right';

interface End {
  readonly edge: Edge;
  readonly step: number;
  readonly side: Side;
  /** Where the other end is, by which the ends at one side are put in order. */
  readonly towards: number;
}

/**
 * Curves between cards. An edge leaves at the side that faces its goal, runs along its own row, which no other card
 * shares, and bends only in the gap before the goal, so that it crosses no card.
 * @param gap room between the cards of neighbouring lanes
 */
export function arrowsOf(edges: readonly Edge[], boxes: ReadonlyMap<number, CardBox>, gap: number): readonly Arrow[] {
  const drawn = edges.filter(({ from, to }) => lanesApart(boxes.get(from), boxes.get(to)) > 0);
  const places = placesOf(drawn, boxes);
  const labels: { x: number; y: number }[] = [];
  const perGap = new Map<string, number>();
  return drawn.flatMap((edge) => {
    const source = boxes.get(edge.from);
    const target = boxes.get(edge.to);
    if (source === undefined || target === undefined) return [];
    const rightwards = source.lane < target.lane;
    const sign = rightwards ? 1 : -1;
    const x1 = rightwards ? source.right : source.left;
    const x2 = rightwards ? target.left : target.right;
    const y1 = places.get(`${edge.key} out`) ?? source.top;
    const y2 = places.get(`${edge.key} in`) ?? target.top;
    const bendFrom = lanesApart(source, target) > 1 ? x2 - sign * gap : x1;
    // Arrows in one gap bend differently, so that they can be told apart.
    const crowd = `${Math.min(source.lane, target.lane)} ${Math.max(source.lane, target.lane)}`;
    const nth = perGap.get(crowd) ?? 0;
    perGap.set(crowd, nth + 1);
    const bend = sign * gap * (0.62 + 0.22 * (nth % 3));
    const end = x2 - sign * headLength;
    const straight = bendFrom === x1 ? '' : ` H ${round(bendFrom)}`;
    const curve = [bendFrom, y1, bendFrom + bend, y1, end - bend, y2, end, y2] as const;
    const label = freePlace(curve, labels);
    labels.push(label);
    return [
      {
        edge,
        line: `M ${round(x1)} ${round(y1)}${straight} C ${curve.slice(2).map(round).join(' ')}`,
        head: `M ${round(x2)} ${round(y2)} L ${round(end)} ${round(y2 - headHalf)} V ${round(y2 + headHalf)} Z`,
        label,
      },
    ];
  });
}

function lanesApart(a: CardBox | undefined, b: CardBox | undefined): number {
  return a === undefined || b === undefined ? 0 : Math.abs(a.lane - b.lane);
}

/** Heights at which edges leave and reach their cards: spread over a side, in the order of where they lead. */
function placesOf(edges: readonly Edge[], boxes: ReadonlyMap<number, CardBox>): ReadonlyMap<string, number> {
  const sides = new Map<string, End[]>();
  const add = (step: number, other: number, edge: Edge): void => {
    const here = boxes.get(step);
    const there = boxes.get(other);
    if (here === undefined || there === undefined) return;
    const side = here.lane < there.lane ? 'right' : 'left';
    const key = `${step} ${side}`;
    sides.set(key, [...(sides.get(key) ?? []), { edge, step, side, towards: there.top }]);
  };
  for (const edge of edges) {
    add(edge.from, edge.to, edge);
    add(edge.to, edge.from, edge);
  }
  const places = new Map<string, number>();
  for (const ends of sides.values()) {
    const box = boxes.get(ends[0]?.step ?? 0);
    if (box === undefined) continue;
    ends.sort((a, b) => a.towards - b.towards);
    for (const [at, { edge, step }] of ends.entries()) {
      const y = box.top + ((box.bottom - box.top) * (at + 1)) / (ends.length + 1);
      places.set(`${edge.key} ${edge.from === step ? 'out' : 'in'}`, y);
    }
  }
  return places;
}

type Curve = readonly [number, number, number, number, number, number, number, number];

/** A point of the curve where no label stands yet: its middle, if that is free. */
function freePlace(curve: Curve, taken: readonly { readonly x: number; readonly y: number }[]): { readonly x: number; readonly y: number } {
  const places = [0.5, 0.36, 0.64, 0.25, 0.75].map((t) => pointOf(curve, t));
  const free = places.find(({ x, y }) => taken.every((other) => Math.abs(other.x - x) > labelWidth || Math.abs(other.y - y) > labelHeight));
  return free ?? pointOf(curve, 0.5);
}

/** The point of a cubic Bézier curve at `t`. */
function pointOf([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, t: number): { readonly x: number; readonly y: number } {
  const mix = (a: number, b: number, c: number, d: number): number =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return { x: round(mix(x0, x1, x2, x3)), y: round(mix(y0, y1, y2, y3)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
