/** A schedule cannot be read: what is wrong, and where in the cell. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';

  /**
   * @param line from 1
   * @param column from 1, in characters
   */
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }

  /** The error at an offset into the text, in UTF-16 units. */
  static at(message: string, text: string, offset: number): ScheduleError {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf('\n') + 1;
    return new ScheduleError(message, before.split('\n').length, [...before.slice(start)].length + 1);
  }
}
