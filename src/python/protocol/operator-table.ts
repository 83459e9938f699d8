/** A binary operator of Python. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '&' | '|' | '^' | '@';
/** A comparison that has a special method. */
export type Comparison = '<' | '<=' | '==' | '!=' | '>' | '>=';
export type UnaryOperator = '-' | '+' | '~';

/** Operators by the number that the compiled code uses. */
export const binaryOperators: readonly BinaryOperator[] = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'];
export const comparisons: readonly Comparison[] = ['<', '<=', '==', '!=', '>', '>='];

/** Stems of the special methods: `add` for `__add__`, `__radd__`, `__iadd__`. */
export const operatorNames: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '@': 'matmul',
};

export const comparisonNames: Readonly<Record<Comparison, string>> = { '<': '__lt__', '<=': '__le__', '==': '__eq__', '!=': '__ne__', '>': '__gt__', '>=': '__ge__' };
/** The comparison that says the same with its operands exchanged. */
export const mirrored: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '==': '==', '!=': '!=', '>': '<', '>=': '<=' };
export const unaryNames: Readonly<Record<UnaryOperator, string>> = { '-': '__neg__', '+': '__pos__', '~': '__invert__' };
