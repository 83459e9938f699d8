import { waitFor, type Flow } from '../../flow';
import { define } from '../../native/define';
import { typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { collect } from '../../protocol/iterate';
import { intOf, toFloat, toInt } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { isAbsent, stringArgument } from '../arguments';
import { localOffset, localToUtc, momentOf, nowMicroseconds, timestampMicroseconds, wallMicroseconds } from '../datetime/moment';
import { ctimeText, formatTime, type FormattedTime } from '../datetime/strftime';
import { parseTime } from '../datetime/strptime';
import { structTime, structTimeType } from './struct-time';

function* momentArgument(seconds: Value): Flow<bigint> {
  return isAbsent(seconds) ? nowMicroseconds() : timestampMicroseconds(yield* toFloat(seconds));
}

function brokenDown(microseconds: bigint, isDst: number): Value {
  const { day, clock } = momentOf(microseconds);
  return structTime({ ...day, ...clock }, isDst);
}

function localNow(): Value {
  const now = nowMicroseconds();
  return brokenDown(now + localOffset(now), 0);
}

function* formattedOf(time: Value): Flow<FormattedTime> {
  const value = isAbsent(time) ? localNow() : time;
  if (!(value instanceof PyTuple)) throw typeError('Tuple or struct_time argument required');
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (yield* collect(value)).map((item) => Number(intOf(item) ?? 0));
  if (month < 1 || month > 12) throw valueError('month out of range');
  return { year, month, day, hour, minute, second, microsecond: 0, zone: '+0000', zoneName: 'UTC' };
}

/** Two clocks that never go back and may start anywhere. */
function clock(now: () => number): Readonly<Record<string, Value>> {
  const seconds = (): Value => new PyFloat(now() / 1000);
  const nanoseconds = (): Value => toInt(BigInt(Math.round(now() * 1000)) * 1000n);
  return Object.fromEntries(['perf_counter', 'monotonic', 'process_time', 'thread_time'].flatMap((name) => [[name, define(`${name}()`, seconds)] as const, [`${name}_ns`, define(`${name}_ns()`, nanoseconds)] as const]));
}

export const timeModule: NativeModule = {
  name: 'time',
  create: (runtime) => ({
    ...clock(() => runtime.now()),
    struct_time: structTimeType,
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: new PyTuple(['UTC', 'UTC']),
    time: define('time()', () => new PyFloat(Number(nowMicroseconds()) / 1_000_000)),
    time_ns: define('time_ns()', () => toInt(nowMicroseconds() * 1000n)),
    sleep: define('sleep(secs, /)', function* (seconds): Flow<Value> {
      const duration = yield* toFloat(seconds);
      if (Number.isNaN(duration)) throw valueError('Invalid value NaN (not a number)');
      if (duration < 0) throw valueError('sleep length must be non-negative');
      yield* waitFor(runtime.sleep(duration * 1000), 'time.sleep()');
      return null;
    }),
    gmtime: define('gmtime(seconds=None, /)', function* (seconds): Flow<Value> {
      return brokenDown(yield* momentArgument(seconds), 0);
    }),
    localtime: define('localtime(seconds=None, /)', function* (seconds): Flow<Value> {
      const moment = yield* momentArgument(seconds);
      return brokenDown(moment + localOffset(moment), 0);
    }),
    mktime: define('mktime(tuple, /)', function* (time): Flow<Value> {
      return new PyFloat(Number(localToUtc(wallMicroseconds(yield* formattedOf(time)))) / 1_000_000);
    }),
    strftime: define('strftime(format, tuple=None, /)', function* (format, time): Flow<Value> {
      return formatTime(yield* formattedOf(time), stringArgument(format, 'strftime() argument 1'));
    }),
    strptime: define("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", (text, format) => {
      const parsed = parseTime(stringArgument(text, 'strptime() argument 0'), stringArgument(format, 'strptime() argument 1'));
      return structTime(parsed, -1);
    }),
    asctime: define('asctime(tuple=None, /)', function* (time): Flow<Value> {
      return ctimeText(yield* formattedOf(time));
    }),
    ctime: define('ctime(seconds=None, /)', function* (seconds): Flow<Value> {
      const moment = yield* momentArgument(seconds);
      return ctimeText(yield* formattedOf(brokenDown(moment + localOffset(moment), 0)));
    }),
  }),
};
