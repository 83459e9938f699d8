import type * as ast from '../syntax/ast';
import { binaryOperators, type BinaryOperator } from '../protocol/operator-table';
import type { Scope } from '../syntax/scope';
import type { Label } from './assembler';
import { noParameters } from './block-compiler';
import type { Code, ExceptionTarget } from './code';
import { arityOf } from './expression-compiler';
import { DefinitionCompiler } from './definition-compiler';

type Statement = ast.Statement;

/** A statement around the present one that `return`, `break` and `continue` have to leave properly. */
interface Enclosing {
  readonly kind: 'while' | 'for' | 'try' | 'finally' | 'handler' | 'with' | 'async with';
  /** Height of the stack outside of it. */
  readonly depth: number;
  /** Where exceptions go outside of it. */
  readonly target: ExceptionTarget | null;
  /** Where the exception that is handled outside of it lies on the stack; -1: none is. */
  readonly handled: number;
  readonly span: ast.Span;
  readonly continueAt?: Label;
  readonly breakAt?: Label;
  readonly final?: readonly Statement[];
  readonly name?: string | null;
}

/** Compiles statements. */
export class StatementCompiler extends DefinitionCompiler {
  #enclosing: Enclosing[] = [];
  /** Height of the stack between statements. */
  #depth = 0;
  #handled = -1;
  #subjects = 0;

  protected override inner(scope: Scope, qualname: string): StatementCompiler {
    return new StatementCompiler(this.unit, scope, qualname);
  }

  /** Compiles this block as a cell: its value is that of its last statement, if that is an expression. */
  module(program: ast.Program): Code {
    const span = program.body[0] ?? { start: 0, end: 0 };
    if (hasAnnotations(program.body)) this.emit('SETUP_ANNOTATIONS', span);
    const last = program.body.at(-1);
    const value = last?.kind === 'ExpressionStatement' ? last : null;
    this.#block(value === null ? program.body : program.body.slice(0, -1));
    if (value === null) this.loadConstant(null, last ?? span);
    else this.expression(value.value);
    this.emit('RETURN', last ?? span);
    return this.finish('<module>', null, 1, noParameters, value !== null);
  }

  /** Compiles this block as the body of a function. */
  function(node: ast.FunctionDefinition): Code {
    this.#block(node.body);
    const last = node.body.at(-1) ?? node;
    this.loadConstant(null, last);
    this.emit('RETURN', last);
    return this.finish(node.name, docstring(node.body), this.unit.source.position(node.start).line, arityOf(node.parameters));
  }

  /** Compiles this block as the body of a class. */
  classBody(node: ast.ClassDefinition): Code {
    this.loadConstant(this.qualname, node);
    this.variable('STORE', '__qualname__', node);
    const doc = docstring(node.body);
    if (doc !== null) {
      this.loadConstant(doc, node);
      this.variable('STORE', '__doc__', node);
    }
    if (hasAnnotations(node.body)) this.emit('SETUP_ANNOTATIONS', node);
    this.#block(doc === null ? node.body : node.body.slice(1));
    if (this.scope.cells.includes('__class__')) {
      this.emit('LOAD_CLOSURE', node, this.cells.indexOf('__class__'));
      this.emit('STORE_NAME', node, this.nameIndex('__classcell__'));
    }
    this.loadConstant(null, node);
    this.emit('RETURN', node);
    return this.finish(node.name, doc, this.unit.source.position(node.start).line, noParameters);
  }

  #block(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case 'ExpressionStatement':
        if (node.value.kind === 'Constant') return;
        this.expression(node.value);
        this.emit('POP', node);
        return;
      case 'Assign':
        this.expression(node.value);
        node.targets.forEach((target, index) => {
          if (index < node.targets.length - 1) this.emit('DUP', node);
          this.store(target);
        });
        return;
      case 'AugmentedAssign':
        this.#augmented(node);
        return;
      case 'AnnotatedAssign':
        this.#annotated(node);
        return;
      case 'Return':
        this.#return(node);
        return;
      case 'If':
        this.#if(node);
        return;
      case 'While':
        this.#while(node);
        return;
      case 'For':
        this.#for(node);
        return;
      case 'Break':
      case 'Continue':
        this.#leaveLoop(node);
        return;
      case 'Try':
        if (node.finally.length > 0) this.#tryFinally(node);
        else this.#tryExcept(node);
        return;
      case 'With':
        this.#with(node, 0);
        return;
      case 'Raise':
        if (node.exception !== null) this.expression(node.exception);
        if (node.cause !== null) this.expression(node.cause);
        this.emit('RAISE', node, node.exception === null ? 0 : node.cause === null ? 1 : 2);
        return;
      case 'Assert':
        this.#assert(node);
        return;
      case 'Delete':
        node.targets.forEach((target) => { this.#delete(target); });
        return;
      case 'FunctionDefinition':
        this.functionDefinition(node);
        return;
      case 'ClassDefinition':
        this.classDefinition(node);
        return;
      case 'TypeAlias':
        this.typeAlias(node);
        return;
      case 'Import':
        for (const { name, as } of node.names) this.import(node, name, as);
        return;
      case 'ImportFrom':
        this.importFrom(node);
        return;
      case 'Match':
        this.#match(node);
        return;
      case 'Pass':
      case 'Global':
      case 'Nonlocal':
    }
  }

  #augmented(node: ast.StatementOf<'AugmentedAssign'>): void {
    const { target } = node;
    const operate = (): void => {
      this.expression(node.value);
      this.emit('IN_PLACE', node, binaryOperators.indexOf(node.op as BinaryOperator));
    };
    if (target.kind === 'Attribute') {
      const name = this.nameIndex(this.mangled(target.name));
      this.expression(target.value);
      this.emit('DUP', target);
      this.emit('LOAD_ATTR', target, name);
      operate();
      this.emit('SWAP', node);
      this.emit('STORE_ATTR', target, name);
    } else if (target.kind === 'Subscript') {
      this.expression(target.value);
      this.expression(target.index);
      this.emit('DUP2', target);
      this.emit('LOAD_SUBSCR', target);
      operate();
      this.emit('ROT3', node);
      this.emit('STORE_SUBSCR', target);
    } else {
      this.expression(target);
      operate();
      this.store(target);
    }
  }

  #annotated(node: ast.StatementOf<'AnnotatedAssign'>): void {
    const { target } = node;
    if (node.value !== null) {
      this.expression(node.value);
      this.store(target);
    }
    if (this.scope.isFunction) return;
    if (node.simple && target.kind === 'Name') {
      this.annotation(node.annotation);
      this.emit('STORE_ANNOTATION', node, this.nameIndex(this.mangled(target.id)));
    } else if (!this.unit.stringAnnotations) {
      this.annotation(node.annotation);
      this.emit('POP', node);
    }
  }

  #return(node: ast.StatementOf<'Return'>): void {
    if (node.value === null) this.loadConstant(null, node);
    else this.expression(node.value);
    this.#unwindTo(0, true);
    this.emit('RETURN', node);
  }

  #if(node: ast.StatementOf<'If' | 'While'>): void {
    const otherwise = this.asm.label();
    const end = this.asm.label();
    this.jumpIf(node.test, false, otherwise);
    this.#block(node.body);
    if (node.otherwise.length > 0) this.asm.jump('JUMP', end, node.test);
    this.asm.place(otherwise);
    this.#block(node.otherwise);
    this.asm.place(end);
  }

  #enter(kind: Enclosing['kind'], span: ast.Span, more: Partial<Enclosing> = {}): void {
    this.#enclosing.push({ kind, depth: this.#depth, target: this.asm.target, handled: this.#handled, span, ...more });
  }

  #while(node: ast.StatementOf<'If' | 'While'>): void {
    const start = this.asm.label();
    const otherwise = this.asm.label();
    const end = this.asm.label();
    this.asm.place(start);
    this.jumpIf(node.test, false, otherwise);
    this.#enter('while', node.test, { continueAt: start, breakAt: end });
    this.#block(node.body);
    this.asm.jump('JUMP_BACK', start, node.test);
    this.#enclosing.pop();
    this.asm.place(otherwise);
    this.#block(node.otherwise);
    this.asm.place(end);
  }

  #for(node: ast.StatementOf<'For'>): void {
    const start = this.asm.label();
    const otherwise = this.asm.label();
    const end = this.asm.label();
    this.expression(node.iterable);
    this.emit(node.isAsync ? 'GET_AITER' : 'GET_ITER', node);
    this.#enter('for', node.iterable, { continueAt: start, breakAt: end });
    this.#depth += 1;
    this.asm.place(start);
    const outer = this.asm.target;
    const ended = this.asm.exceptionTarget(this.#depth);
    if (node.isAsync) {
      this.asm.target = ended;
      this.emit('GET_ANEXT', node.iterable);
      this.loadConstant(null, node.iterable);
      this.emit('DELEGATE', node.iterable);
      this.asm.target = outer;
    } else this.asm.jump('FOR_ITER', otherwise, node);
    this.store(node.target);
    this.#block(node.body);
    this.asm.jump('JUMP_BACK', start, node.iterable);
    if (node.isAsync) {
      this.asm.placeTarget(ended);
      this.emit('END_ASYNC_FOR', node.iterable, this.#handled);
    }
    this.#enclosing.pop();
    this.#depth -= 1;
    this.asm.place(otherwise);
    this.#block(node.otherwise);
    this.asm.place(end);
  }

  #leaveLoop(node: Statement): void {
    const loop = this.#enclosing.findLastIndex((one) => one.kind === 'for' || one.kind === 'while');
    const { kind, continueAt, breakAt } = this.#enclosing[loop] as Enclosing & { readonly continueAt: Label; readonly breakAt: Label };
    this.#unwindTo(loop + 1, false);
    if (node.kind === 'Break' && kind === 'for') this.emit('POP', node);
    this.asm.jump(node.kind === 'Break' ? 'JUMP' : 'JUMP_BACK', node.kind === 'Break' ? breakAt : continueAt, node);
  }

  /** Leaves the statements around, down to the one at `level`; with `value`, the top of the stack is kept. */
  #unwindTo(level: number, value: boolean): void {
    const saved = { enclosing: this.#enclosing, depth: this.#depth, target: this.asm.target, handled: this.#handled };
    for (let index = saved.enclosing.length - 1; index >= level; index -= 1) {
      const one = saved.enclosing[index] as Enclosing;
      this.#enclosing = saved.enclosing.slice(0, index);
      this.#leave(one, value);
    }
    this.#enclosing = saved.enclosing;
    this.#depth = saved.depth;
    this.asm.target = saved.target;
    this.#handled = saved.handled;
  }

  #leave(one: Enclosing, value: boolean): void {
    const drop = (): void => {
      if (value) this.emit('SWAP', one.span);
      this.emit('POP', one.span);
    };
    switch (one.kind) {
      case 'for':
        drop();
        break;
      case 'with':
      case 'async with':
        this.asm.target = one.target;
        if (value) this.emit('SWAP', one.span);
        this.emit('WITH_EXIT', one.span);
        if (one.kind === 'async with') this.awaiting(one.span);
        this.emit('POP', one.span);
        break;
      case 'handler':
        if (value) this.emit('SWAP', one.span);
        this.asm.target = one.target;
        this.emit('END_HANDLER', one.span, one.handled);
        if (one.name !== null && one.name !== undefined) this.#forget(one.name, one.span);
        break;
      case 'finally':
        this.asm.target = one.target;
        this.#depth = one.depth + (value ? 1 : 0);
        this.#handled = one.handled;
        this.#block(one.final ?? []);
        break;
      case 'while':
      case 'try':
    }
    this.asm.target = one.target;
    this.#handled = one.handled;
  }

  #forget(name: string, span: ast.Span): void {
    this.loadConstant(null, span);
    this.variable('STORE', name, span);
    this.variable('DELETE', name, span);
  }

  #tryExcept(node: ast.StatementOf<'Try'>): void {
    const end = this.asm.label();
    const outer = this.asm.target;
    const handlers = this.asm.exceptionTarget(this.#depth);
    this.#enter('try', node);
    this.asm.target = handlers;
    this.#block(node.body);
    this.asm.target = outer;
    this.#enclosing.pop();
    this.#block(node.otherwise);
    this.asm.jump('JUMP', end, node);
    this.asm.placeTarget(handlers);
    for (const handler of node.handlers) this.#handler(handler, end);
    this.emit('RERAISE', node);
    this.asm.place(end);
  }

  /** One `except`; the exception is on the stack. */
  #handler(handler: ast.Handler, end: Label): void {
    const next = this.asm.label();
    if (handler.type !== null) {
      this.expression(handler.type);
      this.emit('MATCH_EXCEPTION', handler.type);
      this.asm.jump('JUMP_IF_FALSE', next, handler.type);
    }
    const { name } = handler;
    if (name !== null) {
      this.emit('DUP', handler);
      this.variable('STORE', name, handler);
    }
    const outer = this.asm.target;
    const outerHandled = this.#handled;
    this.#enter('handler', handler, { name });
    this.#depth += 1;
    this.#handled = this.#depth - 1;
    const cleanup = name === null ? null : this.asm.exceptionTarget(this.#depth);
    if (cleanup !== null) this.asm.target = cleanup;
    this.#block(handler.body);
    this.asm.target = outer;
    this.#enclosing.pop();
    this.#depth -= 1;
    this.#handled = outerHandled;
    this.emit('END_HANDLER', handler, outerHandled);
    if (name !== null) this.#forget(name, handler);
    this.asm.jump('JUMP', end, handler);
    if (cleanup !== null) {
      this.asm.placeTarget(cleanup);
      this.#forget(name as string, handler);
      this.emit('RERAISE', handler);
    }
    this.asm.place(next);
  }

  #tryFinally(node: ast.StatementOf<'Try'>): void {
    const end = this.asm.label();
    const outer = this.asm.target;
    const failed = this.asm.exceptionTarget(this.#depth);
    this.#enter('finally', node, { final: node.finally });
    this.asm.target = failed;
    if (node.handlers.length > 0) this.#tryExcept({ ...node, finally: [] });
    else this.#block(node.body);
    this.asm.target = outer;
    this.#enclosing.pop();
    this.#block(node.finally);
    this.asm.jump('JUMP', end, node);
    this.asm.placeTarget(failed);
    const outerHandled = this.#handled;
    this.#enter('handler', node, { name: null });
    this.#depth += 1;
    this.#handled = this.#depth - 1;
    this.#block(node.finally);
    this.#enclosing.pop();
    this.#depth -= 1;
    this.#handled = outerHandled;
    this.emit('RERAISE', node);
    this.asm.place(end);
  }

  #with(node: ast.StatementOf<'With'>, index: number): void {
    const item = node.items[index];
    if (item === undefined) {
      this.#block(node.body);
      return;
    }
    const { isAsync } = node;
    this.expression(item.context);
    // Leaves the bound exit method and what the enter method gave.
    this.emit(isAsync ? 'ASYNC_WITH_ENTER' : 'WITH_ENTER', item.context);
    if (isAsync) this.awaiting(item.context);
    const end = this.asm.label();
    const outer = this.asm.target;
    this.#enter(isAsync ? 'async with' : 'with', item.context);
    this.#depth += 1;
    const failed = this.asm.exceptionTarget(this.#depth);
    this.asm.target = failed;
    if (item.target === null) this.emit('POP', item.context);
    else this.store(item.target);
    this.#with(node, index + 1);
    this.asm.target = outer;
    this.#enclosing.pop();
    this.#depth -= 1;
    this.emit('WITH_EXIT', item.context);
    if (isAsync) this.awaiting(item.context);
    this.emit('POP', item.context);
    this.asm.jump('JUMP', end, item.context);
    this.asm.placeTarget(failed);
    this.emit('WITH_EXCEPT', item.context);
    if (isAsync) this.awaiting(item.context);
    const suppressed = this.asm.label();
    this.asm.jump('JUMP_IF_TRUE', suppressed, item.context);
    this.emit('RERAISE', item.context);
    this.asm.place(suppressed);
    this.emit('END_HANDLER', item.context, this.#handled);
    this.emit('POP', item.context);
    this.asm.place(end);
  }

  #assert(node: ast.StatementOf<'Assert'>): void {
    const end = this.asm.label();
    this.jumpIf(node.test, true, end);
    this.emit('ASSERTION_ERROR', node.test);
    if (node.message !== null) {
      this.expression(node.message);
      this.emit('CALL', node.test, 1);
    }
    this.emit('RAISE', node.test, 1);
    this.asm.place(end);
  }

  #delete(target: ast.Expression): void {
    switch (target.kind) {
      case 'Name':
        this.variable('DELETE', target.id, target);
        return;
      case 'Attribute':
        this.expression(target.value);
        this.emit('DELETE_ATTR', target, this.nameIndex(this.mangled(target.name)));
        return;
      case 'Subscript':
        this.expression(target.value);
        this.expression(target.index);
        this.emit('DELETE_SUBSCR', target);
        return;
      case 'Tuple':
      case 'List':
        target.items.forEach((item) => { this.#delete(item); });
        return;
      default:
        throw new TypeError(`cannot delete ${target.kind}`); // refused by the parser
    }
  }

  #match(node: ast.StatementOf<'Match'>): void {
    const end = this.asm.label();
    this.#subjects += 1;
    const subject = `.subject${this.#subjects}`;
    this.expression(node.subject);
    this.hiddenVariable('STORE', subject, node.subject);
    for (const one of node.cases) {
      const next = this.asm.label();
      this.matchPattern(one.pattern, subject, next);
      if (one.guard !== null) this.jumpIf(one.guard, false, next);
      this.#block(one.body);
      this.asm.jump('JUMP', end, one);
      this.asm.place(next);
    }
    this.asm.place(end);
  }
}

function docstring(body: readonly Statement[]): string | null {
  const first = body[0];
  if (first?.kind !== 'ExpressionStatement' || first.value.kind !== 'Constant' || first.value.value.type !== 'str') return null;
  return first.value.value.value;
}

/** Whether a block needs `__annotations__`. */
function hasAnnotations(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'AnnotatedAssign':
        return true;
      case 'If':
      case 'While':
      case 'For':
        return hasAnnotations(statement.body) || hasAnnotations(statement.otherwise);
      case 'With':
        return hasAnnotations(statement.body);
      case 'Try':
        return hasAnnotations(statement.body) || hasAnnotations(statement.otherwise) || hasAnnotations(statement.finally) || statement.handlers.some((handler) => hasAnnotations(handler.body));
      case 'Match':
        return statement.cases.some((one) => hasAnnotations(one.body));
      default:
        return false;
    }
  });
}
