import type * as ast from '../syntax/ast';
import { binaryOperators, comparisons, type BinaryOperator, type Comparison } from '../protocol/operator-table';
import type { Scope } from '../syntax/scope';
import type { Label } from './assembler';
import { BlockCompiler, literalValue, type Arity } from './block-compiler';
import type { Code } from './code';
import type { Opcode } from './opcodes';

type Expression = ast.Expression;

const fastOperators: Readonly<Record<string, Opcode>> = { '+': 'ADD', '-': 'SUBTRACT', '*': 'MULTIPLY' };
const unaryOpcodes = { '-': 'NEGATE', '+': 'POSITIVE', '~': 'INVERT', not: 'NOT' } as const;

/** What MAKE_FUNCTION finds on the stack, as bits. */
export const FUNCTION_DEFAULTS = 1;
export const FUNCTION_KEYWORD_DEFAULTS = 2;
export const FUNCTION_ANNOTATIONS = 4;
export const FUNCTION_CLOSURE = 8;

/** Compiles expressions. */
export class ExpressionCompiler extends BlockCompiler {
  protected expression(node: Expression): void {
    switch (node.kind) {
      case 'Name':
        this.variable('LOAD', node.id, node);
        return;
      case 'Constant':
        this.loadConstant(literalValue(node.value), node);
        return;
      case 'JoinedString':
        this.#joined(node, node);
        return;
      case 'Tuple':
        if (this.#unpacked(node.items)) {
          this.#buildList(node.items, node);
          this.emit('LIST_TO_TUPLE', node);
        } else this.#items(node.items, 'BUILD_TUPLE', node);
        return;
      case 'List':
        if (this.#unpacked(node.items)) this.#buildList(node.items, node);
        else this.#items(node.items, 'BUILD_LIST', node);
        return;
      case 'Set':
        this.#set(node);
        return;
      case 'Dict':
        this.#dict(node);
        return;
      case 'Attribute':
        this.expression(node.value);
        this.emit('LOAD_ATTR', node, this.nameIndex(this.mangled(node.name)));
        return;
      case 'Subscript':
        this.expression(node.value);
        this.expression(node.index);
        this.emit('LOAD_SUBSCR', node);
        return;
      case 'Slice':
        for (const part of [node.lower, node.upper, node.step]) {
          if (part === null) this.loadConstant(null, node);
          else this.expression(part);
        }
        this.emit('BUILD_SLICE', node);
        return;
      case 'Call':
        this.#call(node);
        return;
      case 'Unary':
        this.expression(node.operand);
        this.emit(unaryOpcodes[node.op], node);
        return;
      case 'Binary':
        this.expression(node.left);
        this.expression(node.right);
        this.binaryOperator(node.op, node);
        return;
      case 'BoolOp':
        this.#boolOp(node);
        return;
      case 'Compare':
        this.#compare(node);
        return;
      case 'Conditional': {
        const otherwise = this.asm.label();
        const end = this.asm.label();
        this.jumpIf(node.test, false, otherwise);
        this.expression(node.then);
        this.asm.jump('JUMP', end, node);
        this.asm.place(otherwise);
        this.expression(node.otherwise);
        this.asm.place(end);
        return;
      }
      case 'Lambda':
        this.#lambda(node);
        return;
      case 'NamedExpression':
        this.expression(node.value);
        this.emit('DUP', node);
        this.variable('STORE', node.target.id, node.target);
        return;
      case 'Comprehension':
        this.#comprehension(node);
        return;
      case 'Await':
        this.expression(node.value);
        this.awaiting(node);
        return;
      case 'Yield':
        if (node.value === null) this.loadConstant(null, node);
        else this.expression(node.value);
        this.emit('YIELD', node);
        return;
      case 'YieldFrom':
        this.expression(node.value);
        this.emit('GET_YIELD_FROM_ITER', node);
        this.loadConstant(null, node);
        this.emit('DELEGATE', node);
        return;
      case 'Starred':
        throw new TypeError('a starred expression outside of a display'); // refused by the scope analysis
    }
  }

  protected binaryOperator(op: string, span: ast.Span): void {
    const fast = fastOperators[op];
    if (fast !== undefined) this.emit(fast, span);
    else this.emit('BINARY', span, binaryOperators.indexOf(op as BinaryOperator));
  }

  protected awaiting(span: ast.Span): void {
    this.emit('GET_AWAITABLE', span);
    this.loadConstant(null, span);
    this.emit('DELEGATE', span);
  }

  /** @param whole the literal that the string is, or is a format of */
  #joined(node: ast.JoinedString, whole: ast.Span): void {
    for (const part of node.parts) {
      if (typeof part === 'string') this.loadConstant(part, node);
      else this.#field(part, whole);
    }
    if (node.parts.length === 0) this.loadConstant('', node);
    else if (node.parts.length > 1 || typeof node.parts[0] === 'string') this.emit('BUILD_STRING', node, node.parts.length);
  }

  #field(node: ast.FormattedValue, whole: ast.Span): void {
    this.expression(node.value);
    if (node.spec === null) this.loadConstant('', node);
    else this.#joined(node.spec, whole);
    this.emit('FORMAT', whole, ['', 's', 'r', 'a'].indexOf(node.conversion));
  }

  #unpacked(items: readonly Expression[]): boolean {
    return items.some((item) => item.kind === 'Starred');
  }

  #items(items: readonly Expression[], opcode: Opcode, span: ast.Span): void {
    for (const item of items) this.expression(item);
    this.emit(opcode, span, items.length);
  }

  #buildList(items: readonly Expression[], span: ast.Span): void {
    this.emit('BUILD_LIST', span);
    for (const item of items) {
      this.expression(item.kind === 'Starred' ? item.value : item);
      this.emit(item.kind === 'Starred' ? 'LIST_EXTEND' : 'LIST_APPEND', item.kind === 'Starred' ? item : span, 0);
    }
  }

  #set(node: ast.SetDisplay): void {
    if (node.items.length > 2 && node.items.every(isConstant)) {
      this.#items(node.items, 'BUILD_CONSTANT_SET', node);
      return;
    }
    this.emit('BUILD_SET', node);
    for (const item of node.items) {
      this.expression(item.kind === 'Starred' ? item.value : item);
      this.emit(item.kind === 'Starred' ? 'SET_UPDATE' : 'SET_ADD', node, 0);
    }
  }

  #dict(node: ast.Dict): void {
    this.emit('BUILD_DICT', node);
    for (const item of node.items) {
      if (item.key === null) {
        this.expression(item.value);
        this.emit('DICT_UPDATE', node);
      } else {
        this.expression(item.key);
        this.expression(item.value);
        this.emit('DICT_SET', node, 0);
      }
    }
  }

  #call(node: ast.Call): void {
    const { func, args } = node;
    const unpacks = args.some((argument) => argument.unpack || argument.value.kind === 'Starred');
    const keywords = args.filter((argument) => argument.name !== null);
    if (!unpacks && keywords.length === 0 && func.kind === 'Attribute') {
      this.expression(func.value);
      this.emit('LOAD_METHOD', func, this.nameIndex(this.mangled(func.name)));
      for (const argument of args) this.expression(argument.value);
      this.emit('CALL_METHOD', node, args.length);
      return;
    }
    this.expression(func);
    this.callWith(args, node);
  }

  /** Calls what is on the stack, where `given` positional arguments lie already. */
  protected callWith(args: readonly ast.Argument[], node: ast.Span, given = 0): void {
    const unpacks = args.some((argument) => argument.unpack || argument.value.kind === 'Starred');
    if (unpacks) {
      this.#callUnpacking(args, node, given);
      return;
    }
    for (const argument of args) this.expression(argument.value);
    const names = args.flatMap((argument) => (argument.name === null ? [] : [argument.name]));
    if (names.length === 0) this.emit('CALL', node, given + args.length);
    else this.emit('CALL_KEYWORDS', node, this.asm.calls.push({ positional: given + args.length - names.length, names }) - 1);
  }

  #callUnpacking(args: readonly ast.Argument[], node: ast.Span, given: number): void {
    this.emit('BUILD_LIST', node, given);
    for (const { name, unpack, value } of args) {
      if (name !== null || unpack) continue;
      this.expression(value.kind === 'Starred' ? value.value : value);
      this.emit(value.kind === 'Starred' ? 'LIST_EXTEND' : 'LIST_APPEND', value, value.kind === 'Starred' ? 1 : 0);
    }
    const keywords = args.filter((argument) => argument.name !== null || argument.unpack);
    this.emit('BUILD_DICT', node);
    for (const { name, value } of keywords) {
      if (name === null) this.expression(value);
      else {
        this.loadConstant(name, value);
        this.expression(value);
        this.emit('BUILD_DICT', value, 1);
      }
      this.emit('DICT_MERGE', node);
    }
    this.emit('CALL_UNPACK', node);
  }

  #boolOp(node: ast.BoolOp): void {
    const end = this.asm.label();
    node.values.forEach((value, index) => {
      this.expression(value);
      if (index < node.values.length - 1) this.asm.jump(node.op === 'and' ? 'JUMP_IF_FALSE_KEEP' : 'JUMP_IF_TRUE_KEEP', end, value);
    });
    this.asm.place(end);
  }

  #compare(node: ast.Compare): void {
    this.expression(node.left);
    const last = node.ops.length - 1;
    if (last === 0) {
      this.expression(node.rights[0] as Expression);
      this.#comparison(node.ops[0] as string, node);
      return;
    }
    const cleanup = this.asm.label();
    const end = this.asm.label();
    node.ops.forEach((op, index) => {
      this.expression(node.rights[index] as Expression);
      if (index === last) {
        this.#comparison(op, node);
        return;
      }
      this.emit('DUP', node);
      this.emit('ROT3', node);
      this.#comparison(op, node);
      this.asm.jump('JUMP_IF_FALSE_KEEP', cleanup, node);
    });
    this.asm.jump('JUMP', end, node);
    this.asm.place(cleanup);
    this.emit('SWAP', node);
    this.emit('POP', node);
    this.asm.place(end);
  }

  #comparison(op: string, span: ast.Span): void {
    switch (op) {
      case 'is':
        this.emit('IS', span);
        return;
      case 'is not':
        this.emit('IS_NOT', span);
        return;
      case 'in':
        this.emit('IN', span);
        return;
      case 'not in':
        this.emit('NOT_IN', span);
        return;
      default:
        this.emit('COMPARE', span, comparisons.indexOf(op as Comparison));
    }
  }

  /** Jumps where a condition has this truth value. */
  protected jumpIf(test: Expression, value: boolean, label: Label): void {
    if (test.kind === 'Unary' && test.op === 'not') {
      this.jumpIf(test.operand, !value, label);
      return;
    }
    if (test.kind === 'BoolOp') {
      const decides = test.op === 'or';
      const through = this.asm.label();
      const last = test.values.length - 1;
      test.values.forEach((one, index) => {
        if (index === last) this.jumpIf(one, value, label);
        else this.jumpIf(one, decides, decides === value ? label : through);
      });
      this.asm.place(through);
      return;
    }
    this.expression(test);
    this.asm.jump(value ? 'JUMP_IF_TRUE' : 'JUMP_IF_FALSE', label, test);
  }

  #lambda(node: ast.Lambda): void {
    const flags = this.defaults(node.parameters, node);
    const inner = this.inner(this.unit.scopes.get(node) as Scope, this.innerName('<lambda>'));
    this.makeFunction(inner.lambda(node.body, node), flags, node);
  }

  /** A compiler for a block within this one. */
  protected inner(scope: Scope, qualname: string): ExpressionCompiler {
    return new ExpressionCompiler(this.unit, scope, qualname);
  }

  /** Evaluates the defaults of parameters. Gives the bits for MAKE_FUNCTION. */
  protected defaults(parameters: ast.Parameters, node: ast.Span): number {
    let flags = 0;
    const positional = [...parameters.positionalOnly, ...parameters.positional].flatMap((parameter) => (parameter.fallback === null ? [] : [parameter.fallback]));
    if (positional.length > 0) {
      this.#items(positional, 'BUILD_TUPLE', node);
      flags |= FUNCTION_DEFAULTS;
    }
    const keyword = parameters.keywordOnly.filter((parameter) => parameter.fallback !== null);
    if (keyword.length > 0) {
      for (const { name, fallback } of keyword) {
        this.loadConstant(this.mangled(name), node);
        this.expression(fallback as Expression);
      }
      this.emit('BUILD_DICT', node, keyword.length);
      flags |= FUNCTION_KEYWORD_DEFAULTS;
    }
    return flags;
  }

  protected makeFunction(code: Code, flags: number, span: ast.Span): void {
    let bits = flags;
    const free = code.cells.slice(code.ownCells);
    if (free.length > 0) {
      for (const name of free) this.emit('LOAD_CLOSURE', span, this.cells.indexOf(name));
      this.emit('BUILD_TUPLE', span, free.length);
      bits |= FUNCTION_CLOSURE;
    }
    this.emit('MAKE_FUNCTION', span, (this.asm.children.push(code) - 1) * 16 + bits);
  }

  /** Compiles this block as a function that gives an expression. */
  lambda(body: Expression, node: ast.Lambda | ast.StatementOf<'TypeAlias'>): Code {
    this.expression(body);
    this.emit('RETURN', body);
    return this.finish('<lambda>', null, this.unit.source.position(node.start).line, node.kind === 'Lambda' ? arityOf(node.parameters) : arityOf(noneAtAll));
  }

  #comprehension(node: ast.Comprehension): void {
    const scope = this.unit.scopes.get(node) as Scope;
    const inner = this.inner(scope, this.innerName(scope.name));
    const code = inner.comprehension(node);
    this.makeFunction(code, 0, node);
    const [first] = node.generators as [ast.Generator];
    this.expression(first.iterable);
    this.emit(first.isAsync ? 'GET_AITER' : 'GET_ITER', node);
    this.emit('CALL', node, 1);
    if (scope.isCoroutine && node.type !== 'generator') this.awaiting(node);
  }

  /** Compiles this block as a comprehension whose first iterator is its parameter. */
  comprehension(node: ast.Comprehension): Code {
    const opcodes = { list: 'BUILD_LIST', set: 'BUILD_SET', dict: 'BUILD_DICT', generator: null } as const;
    const build = opcodes[node.type];
    if (build !== null) this.emit(build, node);
    this.#generator(node, 0, build === null ? 0 : 1);
    if (build === null) this.loadConstant(null, node);
    this.emit('RETURN', node);
    return this.finish(this.scope.name, null, this.unit.source.position(node.start).line, { positionalOnly: 0, positional: 1, keywordOnly: 0, rest: false, keywords: false });
  }

  #generator(node: ast.Comprehension, index: number, depth: number): void {
    const generator = node.generators[index];
    if (generator === undefined) {
      this.#element(node, index);
      return;
    }
    if (index === 0) this.variable('LOAD', '.0', node);
    else {
      this.expression(generator.iterable);
      this.emit(generator.isAsync ? 'GET_AITER' : 'GET_ITER', generator.iterable);
    }
    const start = this.asm.label();
    const end = this.asm.label();
    const outer = this.asm.target;
    const ended = generator.isAsync ? this.asm.exceptionTarget(depth + 1) : null;
    this.asm.place(start);
    if (ended === null) this.asm.jump('FOR_ITER', end, node);
    else {
      this.asm.target = ended;
      this.emit('GET_ANEXT', generator.iterable);
      this.loadConstant(null, node);
      this.emit('DELEGATE', generator.iterable);
      this.asm.target = outer;
    }
    this.store(generator.target);
    for (const condition of generator.conditions) this.jumpIf(condition, false, start);
    this.#generator(node, index + 1, depth + 1);
    this.asm.jump('JUMP_BACK', start, node);
    if (ended !== null) {
      this.asm.placeTarget(ended);
      this.emit('END_ASYNC_FOR', generator.iterable, -1);
    }
    this.asm.place(end);
  }

  #element(node: ast.Comprehension, depth: number): void {
    this.expression(node.element);
    switch (node.type) {
      case 'list':
        this.emit('LIST_APPEND', node, depth);
        return;
      case 'set':
        this.emit('SET_ADD', node, depth);
        return;
      case 'dict':
        this.expression(node.value as Expression);
        this.emit('DICT_SET', node, depth);
        return;
      case 'generator':
        this.emit('YIELD', node.element);
        this.emit('POP', node);
    }
  }

  /** Stores what is on the stack. */
  protected store(target: Expression): void {
    switch (target.kind) {
      case 'Name':
        this.variable('STORE', target.id, target);
        return;
      case 'Attribute':
        this.expression(target.value);
        this.emit('STORE_ATTR', target, this.nameIndex(this.mangled(target.name)));
        return;
      case 'Subscript':
        this.expression(target.value);
        this.expression(target.index);
        this.emit('STORE_SUBSCR', target);
        return;
      case 'Tuple':
      case 'List': {
        const star = target.items.findIndex((item) => item.kind === 'Starred');
        if (star === -1) this.emit('UNPACK', target, target.items.length);
        else this.emit('UNPACK_STAR', target, star * 65536 + (target.items.length - star - 1));
        for (const item of target.items) this.store(item.kind === 'Starred' ? item.value : item);
        return;
      }
      default:
        throw new TypeError(`cannot store to ${target.kind}`); // refused by the parser
    }
  }
}

/** Whether an expression is a literal to CPython, which builds a set of such in another order. */
function isConstant(node: Expression): boolean {
  return node.kind === 'Constant' || (node.kind === 'Unary' && node.op !== 'not' && node.operand.kind === 'Constant');
}

const noneAtAll: ast.Parameters = { positionalOnly: [], positional: [], rest: null, keywordOnly: [], keywords: null };

/** The numbers of parameters. */
export function arityOf(parameters: ast.Parameters): Arity {
  return {
    positionalOnly: parameters.positionalOnly.length,
    positional: parameters.positionalOnly.length + parameters.positional.length,
    keywordOnly: parameters.keywordOnly.length,
    rest: parameters.rest !== null,
    keywords: parameters.keywords !== null,
  };
}
