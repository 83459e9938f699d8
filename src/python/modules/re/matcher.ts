import { CheckpointRequest, type Flow } from '../../flow';
import { inCategory, lowerCode } from './characters';
import { Flag } from './node';
import type { Instruction, Program } from './program';

/** Steps between two looks at whether to stop. */
const SLICE = 20_000;

/** Kinds of entries on the stack: each entry is four numbers, the kind last. */
const CHOICE = 0; // pc, position, -
const UNDO = 1; // register, old value, -
const GREEDY = 2; // pc, least position, position
const LAZY = 3; // pc, position, most position

/**
 * Matches by backtracking, on a stack of its own: no pattern is too deep, and all of it can be stopped.
 * Positions are indices into `text`, which holds code points.
 */
export class Matcher {
  readonly registers: Int32Array;
  #stack: number[] = [];
  #pc = 0;
  #at = 0;

  constructor(
    readonly program: Program,
    readonly text: ArrayLike<number>,
    readonly isBytes: boolean,
    /** Where the text ends for it. */
    readonly end: number,
  ) {
    this.registers = new Int32Array(program.registers).fill(-1);
  }

  /**
   * Matches at one place.
   * @param whole whether the match has to reach the end
   * @returns where it ends, or -1
   */
  *matchAt(start: number, whole: boolean, nonEmpty = false): Flow<number> {
    this.registers.fill(-1);
    this.#stack = [];
    this.#pc = 0;
    this.#at = start;
    for (;;) {
      const result = this.#run(whole, nonEmpty ? start : -1);
      if (result !== undefined) {
        this.registers[0] = start;
        this.registers[1] = result;
        return result;
      }
      yield new CheckpointRequest(SLICE / 10);
    }
  }

  /** The first match at or behind a place: where it begins, or -1. */
  *search(from: number, nonEmptyAt = -1): Flow<number> {
    const { first } = this.program;
    let passed = 0;
    for (let start = from; start <= this.end; start += 1) {
      passed += 1;
      if (passed % SLICE === 0) yield new CheckpointRequest(SLICE / 10);
      if (first !== null && (start >= this.end || !first(this.text[start] as number))) continue;
      const end = yield* this.matchAt(start, false, start === nonEmptyAt);
      if (end >= 0) return start;
    }
    return -1;
  }

  /** Takes back what was done since the last choice and makes the other. False: there is none left. */
  #backtrack(): boolean {
    const stack = this.#stack;
    for (;;) {
      const kind = stack.pop();
      if (kind === undefined) return false;
      const c = stack.pop() as number;
      const b = stack.pop() as number;
      const a = stack.pop() as number;
      if (kind === UNDO) {
        this.registers[a] = b;
        continue;
      }
      this.#pc = a;
      if (kind === CHOICE) this.#at = b;
      else if (kind === GREEDY) {
        this.#at = c - 1;
        if (c - 1 > b) stack.push(a, b, c - 1, GREEDY);
      } else {
        const run = this.program.instructions[a - 1] as Extract<Instruction, { op: 'run' }>;
        if (b >= c || !run.test(this.text[b] as number)) continue;
        this.#at = b + 1;
        stack.push(a, b + 1, c, LAZY);
      }
      return true;
    }
  }

  #set(register: number, value: number): void {
    this.#stack.push(register, this.registers[register] as number, 0, UNDO);
    this.registers[register] = value;
  }

  /** Drops the choices above a height but keeps what they would take back. */
  #cut(height: number): void {
    const stack = this.#stack;
    let kept = height;
    for (let index = height; index < stack.length; index += 4) {
      if (stack[index + 3] !== UNDO) continue;
      for (let part = 0; part < 4; part += 1) stack[kept + part] = stack[index + part] as number;
      kept += 4;
    }
    stack.length = kept;
  }

  /** Runs for a while: where the match ends, -1 for none, undefined when there is more to do. */
  #run(whole: boolean, emptyAt: number): number | undefined {
    const { instructions } = this.program;
    for (let steps = 0; steps < SLICE; steps += 1) {
      const instruction = instructions[this.#pc] as Instruction;
      this.#pc += 1;
      if (instruction.op === 'match') {
        if ((!whole || this.#at === this.end) && this.#at !== emptyAt) return this.#at;
        if (!this.#backtrack()) return -1;
      } else if (!this.#step(instruction) && !this.#backtrack()) return -1;
    }
    return undefined;
  }

  /** Does one instruction; false: it fails. */
  #step(instruction: Exclude<Instruction, { op: 'match' }>): boolean {
    switch (instruction.op) {
      case 'char':
        if (this.#at >= this.end || !instruction.test(this.text[this.#at] as number)) return false;
        this.#at += 1;
        return true;
      case 'run':
        return this.#runOf(instruction);
      case 'split':
        this.#stack.push(instruction.second, this.#at, 0, CHOICE);
        this.#pc = instruction.first;
        return true;
      case 'jump':
        this.#pc = instruction.to;
        return true;
      case 'save':
        this.#set(instruction.register, this.#at);
        return true;
      case 'set':
        this.#set(instruction.register, instruction.value);
        return true;
      case 'loop':
        this.#loop(instruction);
        return true;
      case 'again':
        this.#set(instruction.counter, (this.registers[instruction.counter] as number) + 1);
        this.#set(instruction.last, this.#at);
        return true;
      case 'anchor':
        return this.#anchor(instruction);
      case 'reference':
        return this.#reference(instruction);
      case 'when':
        if ((this.registers[2 * instruction.group + 1] as number) < 0) this.#pc = instruction.no;
        return true;
      case 'enter':
        if (this.#at - instruction.back < 0) return false;
        this.#set(instruction.register, 0);
        this.#set(instruction.register + 1, this.#at);
        this.registers[instruction.register] = this.#stack.length;
        this.#at -= instruction.back;
        return true;
      case 'commit':
        this.#cut(this.registers[instruction.register] as number);
        if (instruction.look) this.#at = this.registers[instruction.register + 1] as number;
        return true;
      case 'refuse':
        // Also the choice that goes on where the look fails: it lies below what `enter` noted, behind two undos.
        this.#unwind((this.registers[instruction.register] as number) - 12);
        return false;
    }
  }

  /** Takes everything back down to a height. */
  #unwind(height: number): void {
    const stack = this.#stack;
    while (stack.length > height) {
      const kind = stack.pop();
      stack.pop();
      const b = stack.pop() as number;
      const a = stack.pop() as number;
      if (kind === UNDO) this.registers[a] = b;
    }
  }

  #runOf({ test, least, most, mode }: Extract<Instruction, { op: 'run' }>): boolean {
    const start = this.#at;
    const limit = Math.min(this.end, start + most);
    const needed = start + least;
    if (needed > this.end) return false;
    let at = start;
    const stop = mode === 'lazy' ? needed : limit;
    while (at < stop && test(this.text[at] as number)) at += 1;
    if (at < needed) return false;
    this.#at = at;
    if (mode === 'greedy' && at > needed) this.#stack.push(this.#pc, needed, at, GREEDY);
    else if (mode === 'lazy' && at < limit) this.#stack.push(this.#pc, at, limit, LAZY);
    return true;
  }

  #loop({ counter, last, exit, least, most, lazy }: Extract<Instruction, { op: 'loop' }>): void {
    const count = this.registers[counter] as number;
    // The instruction behind this one begins another round.
    const again = this.#pc;
    if (count < least) return;
    // A round that matched nothing is not followed by another.
    if (count >= most || this.registers[last] === this.#at) {
      this.#pc = exit;
      return;
    }
    this.#stack.push(lazy ? again : exit, this.#at, 0, CHOICE);
    if (lazy) this.#pc = exit;
  }

  #anchor({ anchor, flags }: Extract<Instruction, { op: 'anchor' }>): boolean {
    const at = this.#at;
    const { text, end } = this;
    switch (anchor) {
      case 'start':
        return at === 0;
      case 'lineStart':
        return at === 0 || text[at - 1] === 10;
      case 'end':
        return at === end;
      case 'lineEnd':
        return at === end || text[at] === 10;
      case 'lastEnd':
        return at === end || (at === end - 1 && text[at] === 10);
      case 'boundary':
      case 'noBoundary': {
        if (end === 0) return false;
        const ascii = this.isBytes || (flags & Flag.ascii) !== 0;
        const before = at > 0 && inCategory(text[at - 1] as number, 'word', ascii);
        const behind = at < end && inCategory(text[at] as number, 'word', ascii);
        return (before !== behind) === (anchor === 'boundary');
      }
    }
  }

  #reference({ group, flags }: Extract<Instruction, { op: 'reference' }>): boolean {
    const from = this.registers[2 * group] as number;
    const to = this.registers[2 * group + 1] as number;
    if (to < 0 || from < 0) return false;
    const length = to - from;
    if (this.#at + length > this.end) return false;
    const ascii = this.isBytes || (flags & Flag.ascii) !== 0;
    const ignoreCase = (flags & Flag.ignoreCase) !== 0;
    for (let index = 0; index < length; index += 1) {
      const a = this.text[from + index] as number;
      const b = this.text[this.#at + index] as number;
      if (a !== b && !(ignoreCase && lowerCode(a, ascii) === lowerCode(b, ascii))) return false;
    }
    this.#at += length;
    return true;
  }
}
