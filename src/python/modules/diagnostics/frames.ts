import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyException, PyTraceback, type TraceEntry } from '../../objects/exception';
import { valueError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import type { Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { formatTraceback, lastLine, placeOf } from '../../machine/traceback';
import { intOf } from '../../protocol/numbers';
import type { CallerFrame, NativeModule } from '../../runtime';

function entriesOf(value: Value): readonly TraceEntry[] {
  if (value instanceof PyTraceback) return value.entries;
  return value instanceof PyException ? value.trace : [];
}

/** Outermost first: file, line, function, text of the line. */
function placesOf(value: Value): PyList {
  const rows = [...entriesOf(value)].reverse().map((entry) => {
    const place = placeOf(entry);
    return new PyTuple([place.fileName, place.line, entry.code.name, place.source.lineText(place.line).trim()]);
  });
  return new PyList(rows);
}

const noNames = (): readonly string[] => [];

/** What `warnings`, `logging`, `traceback` and `inspect` need to know of frames. */
export const framesModule: NativeModule = {
  name: '_frames',
  create: (runtime) => ({
    // The frame so many calls above that of the caller: file, line, function, text of the line, globals; None where there is none.
    caller: define('caller(depth, /)', (depth) => {
      let frame: CallerFrame | null = runtime.caller;
      for (let left = Number(intOf(depth) ?? 0); left > 0 && frame !== null; left -= 1) frame = frame.outer;
      return frame === null ? null : new PyTuple([frame.fileName, frame.line, frame.functionName, frame.lineText, PyDict.over(frame.globals)]);
    }),
    places: define('places(exception_or_traceback, /)', placesOf),
    format_exception: define('format_exception(exception, /)', function* (exception): Flow<Value> {
      if (!(exception instanceof PyException)) throw valueError('an exception is required');
      return yield* formatTraceback(exception, noNames);
    }),
    last_line: define('last_line(exception, /)', function* (exception): Flow<Value> {
      return exception instanceof PyException ? yield* lastLine(exception, noNames) : 'NoneType: None';
    }),
  }),
};
