/** A frame of a stack that lies in a cell's script, lines and columns from 1 as V8 tells them. */
export interface ScriptFrame {
  readonly script: number;
  readonly line: number;
  readonly column: number;
  /** The function, as V8 names it; `''` for a cell's own code. */
  readonly name: string;
}

const filePrefix = 'savepoint-cell-';

/** The name under which a cell's script stands in stacks. */
export function scriptName(script: number): string {
  return `${filePrefix}${String(script)}`;
}

const frame = new RegExp(`^\\s*at (?:async )?(?:(.*?) \\()?${filePrefix}(\\d+):(\\d+):(\\d+)\\)?$`);

/** The frames of a stack that lie in cells, innermost first. */
export function framesIn(stack: unknown): ScriptFrame[] {
  if (typeof stack !== 'string') return [];
  return stack.split('\n').flatMap((text) => {
    const found = frame.exec(text);
    if (!found) return [];
    const [, name = '', script, line, column] = found;
    return [{ script: Number(script), line: Number(line), column: Number(column), name }];
  });
}
