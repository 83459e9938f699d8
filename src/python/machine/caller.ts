import type { Value } from '../objects/object';
import type { CallerFrame } from '../runtime';
import { Frame, type Activation } from './frame';

/** A frame as native code may look at it. */
class FrameView implements CallerFrame {
  constructor(readonly frame: Frame) {}

  get globals(): Map<string, Value> {
    return this.frame.globals;
  }

  get fileName(): string {
    return this.frame.code.source.fileName;
  }

  get line(): number {
    const { code, pc } = this.frame;
    return code.source.position(code.spans[Math.max(0, pc - 1)]?.start ?? 0).line;
  }

  get lineText(): string {
    return this.frame.code.source.lineText(this.line);
  }

  get functionName(): string {
    return this.frame.code.name;
  }

  get firstArgument(): Value | undefined {
    const { code, locals, cells } = this.frame;
    const [first] = code.locals;
    if (code.positional === 0 || first === undefined) return undefined;
    const cell = code.cellParameters.find(([, local]) => local === 0);
    return cell === undefined ? locals[0] : cells[cell[0]]?.value;
  }

  get enclosingClass(): Value | undefined {
    const { code, cells } = this.frame;
    const index = code.cells.indexOf('__class__');
    return index === -1 ? undefined : cells[index]?.value;
  }

  get outer(): CallerFrame | null {
    return callerOf(this.frame.back);
  }

  locals(): Map<string, Value> {
    const { code, locals, cells, names, globals } = this.frame;
    if (names !== null) return names;
    if (code.kind === 'module') return globals;
    const found = new Map<string, Value>();
    code.locals.forEach((name, index) => {
      const value = locals[index];
      if (value !== undefined && !name.startsWith('.')) found.set(name, value);
    });
    code.cells.forEach((name, index) => {
      const value = cells[index]?.value;
      if (value !== undefined && name !== '__class__') found.set(name, value);
    });
    return found;
  }
}

/** The innermost frame from an activation on. */
export function callerOf(top: Activation | null): CallerFrame | null {
  for (let activation = top; activation !== null; activation = activation.back) if (activation instanceof Frame) return new FrameView(activation);
  return null;
}
