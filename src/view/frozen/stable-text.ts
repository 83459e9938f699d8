import type { CellValue } from '../../cells/output';
import { valueText } from '../value-text';

/** What decides which parts of an output are of this one run alone. */
export interface RunContext {
  /** The code of the note's cells: what stands in it is no accident of a run. */
  readonly code: string;
  /** When the output is written down, in milliseconds since the epoch: times near it are the run's own. */
  readonly now: number;
}

/** A moment or a day is the run's own when it lies this near: any time zone, and a run of yesterday. */
const nearMs = 38 * 3_600_000;

/** Below it systems hand out no ports: what listens there was told to. */
const firstRandomPort = 32_768;

type Numbered = 'xid' | 'pid' | 'lsn' | 'uuid' | 'address' | 'oid' | 'port';

/** Columns whose values differ from run to run, whatever their type. */
const numberedColumns: readonly (readonly [RegExp, Numbered])[] = [
  [/^(?:txid_current(?:_if_assigned)?|pg_current_xact_id(?:_if_assigned)?|backend_xid|backend_xmin|catalog_xmin|xmin|xmax)$/i, 'xid'],
  [/^(?:pid|pg_backend_pid|leader_pid|blocking_pids?|pg_blocking_pids)$/i, 'pid'],
  [/^(?:oid|relfilenode|datid|usesysid|tableoid)$/i, 'oid'],
  [/^(?:client_port|inet_server_port|inet_client_port)$/i, 'port'],
];

const numberedTypes: Readonly<Record<string, Numbered>> = { xid: 'xid', xid8: 'xid', pg_snapshot: 'xid', txid_snapshot: 'xid', pg_lsn: 'lsn' };

/**
 * Makes an output the same in every run: durations, moments, processes, transactions, positions in the log, ports,
 * addresses and random identifiers become placeholders. What was equal within the output stays equal: `⟨xid 1⟩`,
 * `⟨xid 2⟩`, in the order of appearance. One for each output.
 */
export class StableText {
  readonly #numbers = new Map<Numbered, Map<string, string>>();

  constructor(private readonly run: RunContext) {}

  /** A text with placeholders for what is of its run alone. */
  text(text: string): string {
    return this.#identifiers(this.#durations(this.#moments(text)));
  }

  /**
   * The placeholder for a value of a result, where its column says that it is of its run alone; null for any other value.
   * @param type of the column, as the engine spells it
   */
  value(value: CellValue, column: string, type: string): string | null {
    const byType = Object.hasOwn(numberedTypes, type) ? numberedTypes[type] : undefined;
    const kind = byType ?? numberedColumns.find(([name]) => name.test(column))?.[1];
    if (value === null || kind === undefined) return null;
    const text = valueText(value);
    if (kind === 'lsn') return this.#numbered(kind, text);
    // A snapshot holds several, an array too. Who wrote such a number in the code means it.
    if (!/^[\d:,{} ]+$/.test(text) || (byType === undefined && this.#isWritten(text))) return null;
    // The first transaction ids are no transaction's: 0 says that there is none, 2 that the row is frozen.
    return text.replace(/\d+/g, (digits) => (Number(digits) < 3 ? digits : this.#numbered(kind, digits)));
  }

  #numbered(kind: Numbered, text: string): string {
    const known = this.#numbers.get(kind) ?? new Map<string, string>();
    this.#numbers.set(kind, known);
    const placeholder = known.get(text) ?? `⟨${kind} ${String(known.size + 1)}⟩`;
    known.set(text, placeholder);
    return placeholder;
  }

  #moments(text: string): string {
    return text
      .replace(/\b(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z\b|UTC\b|GMT\b|[+-]\d\d(?::?\d\d)?\b))?/g, (moment, day: string, time: string) => (this.#isNear(`${day}T${time}Z`, moment) ? '⟨time⟩' : moment))
      .replace(/\bdatetime\.(datetime|date)\((\d+), (\d+), (\d+)(?:, (\d+), (\d+))?[^()]*(?:\([^()]*\)[^()]*)*\)/g, (repr, kind: string, year: string, month: string, day: string, hour = '0', minute = '0') => (
        this.#isNear(`${year}-${padded(month)}-${padded(day)}T${padded(String(hour))}:${padded(String(minute))}Z`, repr) ? `datetime.${kind}(⟨time⟩)` : repr))
      .replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => (this.#isNear(`${day}T12:00Z`, day) ? '⟨date⟩' : day))
      .replace(/\b\d\d:\d\d:\d\d[.,]\d{3,}\b(?:[+-]\d\d(?::?\d\d)?\b)?/g, (time) => (this.#isWritten(time) ? time : '⟨time⟩'));
  }

  #durations(text: string): string {
    return text
      .replace(/ system usage: CPU: .*$/gm, '')
      .replace(/\b(actual time|time)=\d+\.\d+\.\.\d+\.\d+/g, '$1=⟨time⟩')
      .replace(/\b((?:Planning|Execution|Trigger|Total) [Tt]ime: )\d+(?:\.\d+)?/g, '$1⟨time⟩')
      .replace(/\b(?:\d+\.\d+(?:e-?\d+)?(?= ?(?:ms|µs|us|ns|s|sec|secs|seconds|milliseconds|microseconds)\b)|\d+(?= ?(?:ms|µs|us|ns|milliseconds|microseconds)\b))/g, (figure) => (this.#isWritten(figure) ? figure : '⟨time⟩'));
  }

  #identifiers(text: string): string {
    const numbered = (kind: Numbered) => (_: string, before: string, digits: string): string => before + this.#numbered(kind, digits);
    return text
      .replace(/\b([0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\b/gi, (uuid, _, version: string) => (
        // Versions 3 and 5 are computed from a name.
        '3058'.includes(version) || this.#isWritten(uuid) ? uuid : this.#numbered('uuid', uuid.toLowerCase())))
      .replace(/\b0x[0-9a-f]{6,16}\b/gi, (address) => (this.#isWritten(address) ? address : this.#numbered('address', address.toLowerCase())))
      .replace(/\b((?:process|pid) )(\d+)\b/gi, numbered('pid'))
      .replace(/\b((?:transaction|transactionid|xid|xmin|xmax)[ :=]{1,2})(\d{3,})\b/gi, numbered('xid'))
      .replace(/\b((?:relation|database|oid) )(\d{5,})\b/gi, numbered('oid'))
      .replace(/\b(pg_(?:toast_)?temp_)(\d+)\b/g, numbered('oid'))
      .replace(/\b((?:port |localhost:|127\.0\.0\.1:))(\d{4,5})\b/gi, (found, before: string, port: string) => (Number(port) < firstRandomPort || this.#isWritten(port) ? found : before + this.#numbered('port', port)))
      .replace(/\b[0-9A-F]{1,8}\/[0-9A-F]{6,8}\b/g, (position) => (this.#isWritten(position) ? position : this.#numbered('lsn', position)));
  }

  #isNear(moment: string, asPrinted: string): boolean {
    const at = Date.parse(moment);
    return Math.abs(at - this.run.now) < nearMs && !this.#isWritten(asPrinted);
  }

  /** Whether the note says so itself, as a word or a number of its own. */
  #isWritten(text: string): boolean {
    const { code } = this.run;
    for (let at = code.indexOf(text); at >= 0; at = code.indexOf(text, at + 1)) {
      if (!/[\w.]/.test(code.charAt(at - 1)) && !/\w/.test(code.charAt(at + text.length))) return true;
    }
    return false;
  }
}

function padded(digits: string): string {
  return digits.padStart(2, '0');
}
