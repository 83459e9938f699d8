import type { Flow } from '../flow';
import type { Binary, Expression, Span, Subscript } from '../syntax/ast';
import type { Source } from '../syntax/source';
import type { PyException, TraceEntry } from '../objects/exception';
import { builtinException } from '../objects/exceptions';
import { PyList } from '../objects/sequences';
import { stringOf } from '../protocol/numbers';
import { qualifiedName, str } from '../protocol/text';
import { namesOf } from '../builtins/object-type';
import { suggest } from './suggestions';

/** Lines of one place that recursion repeats before they are counted instead. */
const SHOWN_REPEATS = 3;

/** Names that the innermost frame of an exception sees; for suggestions. */
export type NamesInScope = (entry: TraceEntry | undefined) => readonly string[];

/** `did you mean`: the name that was probably meant. */
export function suggestionFor(exception: PyException, inScope: NamesInScope): string | null {
  const name = stringOf(exception.fields.get('name') ?? null);
  const is = (type: string): boolean => exception.cls.isSubclassOf(builtinException(type));
  if (is('AttributeError')) {
    const object = exception.fields.get('obj');
    return name === undefined || object === undefined ? null : suggest(name, namesOf(object));
  }
  if (is('NameError')) return name === undefined ? null : suggest(name, inScope(exception.trace[0]));
  if (is('ImportError')) {
    const wanted = stringOf(exception.fields.get('name_from') ?? null);
    const module = exception.fields.get('obj');
    return wanted === undefined || module === undefined ? null : suggest(wanted, namesOf(module));
  }
  return null;
}

/** `TypeName: message`, as the last line of a traceback says it, with its notes. */
export function* lastLine(exception: PyException, inScope: NamesInScope): Flow<string> {
  const text = yield* describe(exception);
  const name = qualifiedName(exception.cls).replace(/^__main__\./, '');
  const suggestion = suggestionFor(exception, inScope);
  const hint = suggestion === null ? '' : `. Did you mean: '${suggestion}'?`;
  const notes = exception.attributes?.get('__notes__');
  let lines = text === '' ? `${name}${hint}` : `${name}: ${text}${hint}`;
  if (notes instanceof PyList) for (const note of notes.items) lines += `\n${yield* str(note)}`;
  return lines;
}

/** `str(exception)`, even if that fails. */
export function* describe(exception: PyException): Flow<string> {
  try {
    return yield* str(exception);
  } catch {
    return '<exception str() failed>';
  }
}

/** A traceback as CPython 3.11 prints it, causes first; ends with a line end. */
export function* formatTraceback(exception: PyException, inScope: NamesInScope, seen: ReadonlySet<PyException> = new Set()): Flow<string> {
  const passed = new Set([...seen, exception]);
  let out = '';
  if (exception.cause !== null && !passed.has(exception.cause)) {
    out += yield* formatTraceback(exception.cause, inScope, passed);
    out += '\nThe above exception was the direct cause of the following exception:\n\n';
  } else if (exception.context !== null && !exception.suppressContext && !passed.has(exception.context)) {
    out += yield* formatTraceback(exception.context, inScope, passed);
    out += '\nDuring handling of the above exception, another exception occurred:\n\n';
  }
  if (exception.trace.length > 0) out += `Traceback (most recent call last):\n${formatEntries(exception.trace)}`;
  return `${out}${yield* lastLine(exception, inScope)}\n`;
}

function formatEntries(trace: readonly TraceEntry[]): string {
  let out = '';
  let previous = '';
  let repeats = 0;
  const flush = (): void => {
    const more = repeats - SHOWN_REPEATS;
    if (more > 0) out += `  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`;
  };
  for (const entry of trace.toReversed()) {
    const place = placeOf(entry);
    const key = `${place.fileName}:${place.line}:${entry.code.name}`;
    if (key === previous) repeats += 1;
    else {
      flush();
      previous = key;
      repeats = 1;
    }
    if (repeats > SHOWN_REPEATS) continue;
    out += `  File "${place.fileName}", line ${place.line}, in ${entry.code.name}\n${markedLine(place.source, place.span)}`;
  }
  flush();
  return out;
}

/** Where an entry of a traceback stands. */
export function placeOf({ code, at }: TraceEntry): { readonly fileName: string; readonly line: number; readonly column: number; readonly source: Source; readonly span: Span } {
  const span = code.spans[at] ?? { start: 0, end: 0 };
  const { line, column } = code.source.position(span.start);
  return { fileName: code.source.fileName, line, column, source: code.source, span };
}

/** The line, indented by four, and under it what of it failed, unless that is all of it. */
function markedLine(source: Source, span: Span): string {
  const { line, column } = source.position(span.start);
  const raw = source.lineText(line);
  const text = raw.trim();
  if (text === '') return '';
  const end = source.position(span.end);
  const points = [...raw];
  const indent = points.findIndex((point) => !/\s/.test(point));
  const endColumn = end.line === line ? end.column : [...raw.trimEnd()].length;
  const shown = `    ${text}\n`;
  const from = column - indent;
  const to = Math.min(endColumn, [...raw.trimEnd()].length) - indent;
  if (from < 0 || to <= from) return shown;
  const anchors = end.line === line ? anchorsOf(source, span) : null;
  const whole = from === 0 && to === [...text].length;
  if (whole && anchors === null) return shown;
  let marks = '^'.repeat(to - from);
  if (anchors !== null) {
    const left = anchors.left - column;
    const right = anchors.right - column;
    marks = '~'.repeat(left) + '^'.repeat(right - left) + '~'.repeat(to - from - right);
  }
  return `${shown}    ${' '.repeat(from)}${marks}\n`;
}

/** Of `a + b` and `a[b]`: the columns of the operator or of the brackets. */
function anchorsOf(source: Source, span: Span): { readonly left: number; readonly right: number } | null {
  const node = span as Expression | { readonly kind?: undefined };
  if (node.kind === 'Binary') return operatorAnchors(source, node);
  return node.kind === 'Subscript' ? bracketAnchors(source, node) : null;
}

function operatorAnchors(source: Source, node: Binary): { readonly left: number; readonly right: number } | null {
  let at = node.left.end;
  while (at < node.right.start && /[\s)\\]/.test(source.text[at] ?? '')) at += 1;
  const left = source.position(at).column;
  return { left, right: left + node.op.length };
}

function bracketAnchors(source: Source, node: Subscript): { readonly left: number; readonly right: number } | null {
  let at = node.value.end;
  while (at < node.end && source.text[at] !== '[') at += 1;
  return { left: source.position(at).column, right: source.position(node.end).column };
}
