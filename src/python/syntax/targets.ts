import type { Expression } from './ast';

/** What a kind of expression is called in messages. */
export function expressionName(expression: Expression): string {
  switch (expression.kind) {
    case 'Call':
      return 'function call';
    case 'Unary':
    case 'Binary':
    case 'BoolOp':
      return 'expression';
    case 'Compare':
      return 'comparison';
    case 'Conditional':
      return 'conditional expression';
    case 'NamedExpression':
      return 'named expression';
    case 'Lambda':
      return 'lambda';
    case 'Await':
      return 'await expression';
    case 'Yield':
    case 'YieldFrom':
      return 'yield expression';
    case 'Comprehension':
      return expression.type === 'generator' ? 'generator expression' : `${expression.type} comprehension`;
    case 'Dict':
      return 'dict literal';
    case 'Set':
      return 'set display';
    case 'JoinedString':
      return 'f-string expression';
    case 'Constant':
      if (expression.value.type === 'Ellipsis') return 'ellipsis';
      return expression.value.type === 'True' || expression.value.type === 'False' || expression.value.type === 'None' ? expression.value.type : 'literal';
    default:
      return expression.kind.toLowerCase();
  }
}

export type TargetUse = 'assign' | 'delete' | 'for';

/** The part of a would-be target that cannot be one; null if it can. */
export function invalidTarget(expression: Expression, use: TargetUse): Expression | null {
  switch (expression.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return null;
    case 'Tuple':
    case 'List':
      for (const item of expression.items) {
        const invalid = invalidTarget(item, use);
        if (invalid !== null) return invalid;
      }
      return null;
    case 'Starred':
      return use === 'delete' ? expression : invalidTarget(expression.value, use);
    case 'Compare':
      return use === 'for' && expression.ops[0] === 'in' ? invalidTarget(expression.left, use) : expression;
    default:
      return expression;
  }
}
