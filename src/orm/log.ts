/** Where an engine writes what it does, when it was made with `echo`. */
export interface EngineLog {
  /** One message of `sqlalchemy.engine.Engine`, without time and level. */
  info(message: string): void;
}

/** A message as Python's `logging` prints it for `echo=True`. @param time milliseconds since 1970, in local time of the cell */
export function echoLine(message: string, time: Date, name = 'sqlalchemy.engine.Engine'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())},${String(time.getMilliseconds()).padStart(3, '0')}`;
  return `${day} ${clock} INFO ${name} ${message}`;
}

/** Seconds as the log shows them: `0.00012s`. */
export function logSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(5)}s`;
}
