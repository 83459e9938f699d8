import { characterTest, type CharacterTest } from './characters';
import type { Anchor, Node } from './node';

/** An instruction of the matcher. Registers hold positions of groups, counters and heights of the stack. */
export type Instruction =
  | { readonly op: 'char'; readonly test: CharacterTest }
  | { readonly op: 'run'; readonly test: CharacterTest; readonly least: number; readonly most: number; readonly mode: 'greedy' | 'lazy' | 'possessive' }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly register: number }
  | { readonly op: 'set'; readonly register: number; readonly value: number }
  /** Goes on with the next instruction, which begins a round of a repetition, or behind it. */
  | { readonly op: 'loop'; readonly counter: number; readonly last: number; exit: number; readonly least: number; readonly most: number; readonly lazy: boolean }
  /** Counts a round and notes where it began. */
  | { readonly op: 'again'; readonly counter: number; readonly last: number }
  | { readonly op: 'anchor'; readonly anchor: Anchor; readonly flags: number }
  | { readonly op: 'reference'; readonly group: number; readonly flags: number }
  | { readonly op: 'when'; readonly group: number; no: number }
  /** Notes the height of the stack, and goes back where it looks behind. */
  | { readonly op: 'enter'; readonly register: number; readonly back: number }
  /** Drops the choices since `enter`, and, where it only looked, returns to where that was. */
  | { readonly op: 'commit'; readonly register: number; readonly look: boolean }
  /** The same for a negated look: what was looked for is there, so it fails. */
  | { readonly op: 'refuse'; readonly register: number }
  | { readonly op: 'match' };

/** A compiled pattern. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
  readonly groups: number;
  /** A test that the first character of every match passes; null: there is none, or matches may be empty. */
  readonly first: CharacterTest | null;
}

/** Compiles a parsed pattern. Registers: two for each group, then the group that closed last, then what repetitions and looks need. */
export function compileProgram(root: Node, groups: number, isBytes: boolean): Program {
  const compiler = new ProgramCompiler(groups, isBytes);
  compiler.emit(root);
  compiler.instructions.push({ op: 'match' });
  return { instructions: compiler.instructions, registers: compiler.registers, groups, first: firstTest(root, isBytes) };
}

function firstTest(node: Node, isBytes: boolean): CharacterTest | null {
  switch (node.kind) {
    case 'char':
    case 'set':
      return characterTest(node, isBytes);
    case 'sequence':
      return node.items[0] === undefined ? null : firstTest(node.items[0], isBytes);
    case 'group':
    case 'atomic':
      return firstTest(node.body, isBytes);
    case 'repeat':
      return node.least > 0 ? firstTest(node.body, isBytes) : null;
    case 'choice': {
      const tests = node.options.map((option) => firstTest(option, isBytes));
      return tests.every((test) => test !== null) ? (code) => tests.some((test) => test(code)) : null;
    }
    default:
      return null;
  }
}

class ProgramCompiler {
  readonly instructions: Instruction[] = [];
  registers: number;

  constructor(
    groups: number,
    readonly isBytes: boolean,
  ) {
    this.registers = 2 * (groups + 1) + 1;
    this.lastGroup = this.registers - 1;
  }

  readonly lastGroup: number;

  get #here(): number {
    return this.instructions.length;
  }

  #register(): number {
    this.registers += 1;
    return this.registers - 1;
  }

  /** Two registers: for a height of the stack and, behind it, a position. */
  #pair(): number {
    this.registers += 2;
    return this.registers - 2;
  }

  emit(node: Node): void {
    switch (node.kind) {
      case 'char':
      case 'any':
      case 'set':
        this.instructions.push({ op: 'char', test: characterTest(node, this.isBytes) });
        return;
      case 'sequence':
        for (const item of node.items) this.emit(item);
        return;
      case 'choice':
        this.#choice(node.options);
        return;
      case 'group':
        this.instructions.push({ op: 'save', register: 2 * node.index });
        this.emit(node.body);
        this.instructions.push({ op: 'save', register: 2 * node.index + 1 }, { op: 'set', register: this.lastGroup, value: node.index });
        return;
      case 'atomic':
        this.#atomic(() => { this.emit(node.body); });
        return;
      case 'repeat':
        this.#repeat(node);
        return;
      case 'look':
        this.#look(node);
        return;
      case 'reference':
        this.instructions.push({ op: 'reference', group: node.index, flags: node.flags });
        return;
      case 'conditional':
        this.#conditional(node.index, node.yes, node.no);
        return;
      case 'anchor':
        this.instructions.push({ op: 'anchor', anchor: node.anchor, flags: node.flags });
    }
  }

  #choice(options: readonly Node[]): void {
    const jumps: { to: number }[] = [];
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        this.emit(option);
        break;
      }
      const split = this.#here;
      this.instructions.push({ op: 'jump', to: 0 });
      this.emit(option);
      const jump = { op: 'jump' as const, to: 0 };
      jumps.push(jump);
      this.instructions.push(jump);
      this.instructions[split] = { op: 'split', first: split + 1, second: this.#here };
    }
    for (const jump of jumps) jump.to = this.#here;
  }

  #atomic(emitBody: () => void): void {
    const register = this.#pair();
    this.instructions.push({ op: 'enter', register, back: 0 });
    emitBody();
    this.instructions.push({ op: 'commit', register, look: false });
  }

  #repeat(node: Extract<Node, { kind: 'repeat' }>): void {
    const { body, least, most, mode } = node;
    if (body.kind === 'char' || body.kind === 'any' || body.kind === 'set') {
      this.instructions.push({ op: 'run', test: characterTest(body, this.isBytes), least, most, mode });
      return;
    }
    if (mode === 'possessive') {
      this.#atomic(() => { this.#loop(body, least, most, false); });
      return;
    }
    this.#loop(body, least, most, mode === 'lazy');
  }

  #loop(body: Node, least: number, most: number, lazy: boolean): void {
    const counter = this.#register();
    const last = this.#register();
    this.instructions.push({ op: 'set', register: counter, value: 0 }, { op: 'set', register: last, value: -1 });
    const start = this.#here;
    const loop: Instruction = { op: 'loop', counter, last, exit: 0, least, most, lazy };
    this.instructions.push(loop, { op: 'again', counter, last });
    this.emit(body);
    this.instructions.push({ op: 'jump', to: start });
    loop.exit = this.#here;
  }

  #look(node: Extract<Node, { kind: 'look' }>): void {
    const register = this.#pair();
    const back = node.behind ? node.width : 0;
    if (!node.negated) {
      this.instructions.push({ op: 'enter', register, back });
      this.emit(node.body);
      this.instructions.push({ op: 'commit', register, look: true });
      return;
    }
    // Where the body does not match (or there is no room behind), the choice made here goes on.
    const split = this.#here;
    this.instructions.push({ op: 'jump', to: 0 }, { op: 'enter', register, back });
    this.emit(node.body);
    this.instructions.push({ op: 'refuse', register });
    this.instructions[split] = { op: 'split', first: split + 1, second: this.#here };
  }

  #conditional(group: number, yes: Node, no: Node): void {
    const when: Instruction = { op: 'when', group, no: 0 };
    this.instructions.push(when);
    this.emit(yes);
    const jump = { op: 'jump' as const, to: 0 };
    this.instructions.push(jump);
    when.no = this.#here;
    this.emit(no);
    jump.to = this.#here;
  }
}
