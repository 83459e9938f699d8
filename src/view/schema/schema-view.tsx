import { useMemo } from 'preact/hooks';
import type { SchemaDiagram } from '../../cells/output';
import { useCell } from '../cell-context';
import { CopyButton } from '../copy-button';
import { ScrollArea } from '../scroll-area';
import { Term } from '../terms/term';
import { layOutSchema, padding, rowHeight, typeText, type TableBox } from './schema-layout';

/** An entity-relationship diagram: tables as boxes, foreign keys as lines with how many rows there may be at their ends. */
export function SchemaView({ diagram }: { readonly diagram: SchemaDiagram }) {
  const { words } = useCell();
  const { width, height, boxes, lines } = useMemo(() => layOutSchema(diagram), [diagram]);
  return (
    <figure class="savepoint-schema" aria-label={words.schema.label(diagram.tables.length)}>
      <ScrollArea class="savepoint-diagram" label={words.schema.label(diagram.tables.length)}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          {lines.map(({ path, signs, circles }, at) => (
            <g key={at} class="savepoint-schema-link">
              <path d={path} />
              <path d={signs} />
              {circles.map(([x, y]) => (
                <circle key={x} cx={x} cy={y} r={3.5} />
              ))}
            </g>
          ))}
          {boxes.map((box) => (
            <Box key={box.name} box={box} />
          ))}
        </svg>
      </ScrollArea>
      {diagram.links.length > 0 && (
        <ul class="savepoint-unseen">
          {diagram.links.map(({ from, columns, to }, at) => (
            <li key={at}>
              {from} ({columns.join(', ')}) → {to}
            </li>
          ))}
        </ul>
      )}
      <figcaption class="savepoint-group-head">
        <span>{words.schema.label(diagram.tables.length)}</span>
        <CopyButton label={words.schema.copy} text={diagram.mermaid} />
      </figcaption>
    </figure>
  );
}

function Box({ box: { name, x, y, width, height, columns, typeX, more } }: { readonly box: TableBox }) {
  const baseline = (row: number): number => y + row * rowHeight + rowHeight / 2 + (row === 0 ? 1 : 4);
  const left = x + padding;
  return (
    <g class="savepoint-schema-table">
      <rect x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} rx={4} />
      <path d={`M${x} ${y + rowHeight + 1.5}H${x + width}`} />
      <Term names={[name]}>
        <text class="savepoint-schema-name" x={left} y={baseline(0)}>
          {name}
        </text>
      </Term>
      {columns.map((column, at) => (
        <g key={column.name}>
          <text class={column.keys.includes('PK') ? 'savepoint-is-prime' : ''} x={left} y={baseline(at + 1)}>
            {column.name}
          </text>
          <text class="savepoint-schema-type" x={typeX} y={baseline(at + 1)}>
            {typeText(column)}
          </text>
          <text class="savepoint-schema-key" x={x + width - padding} y={baseline(at + 1)} text-anchor="end">
            {column.keys.join(' ')}
          </text>
        </g>
      ))}
      {more > 0 && (
        <text class="savepoint-schema-type" x={left} y={baseline(columns.length + 1)}>
          … +{more}
        </text>
      )}
    </g>
  );
}
