/** A stretch of the source: offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a literal means. */
export type Literal =
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'imaginary'; readonly value: number }
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'True' | 'False' | 'None' | 'Ellipsis' };

export interface Name extends Span {
  readonly kind: 'Name';
  readonly id: string;
}
export interface Constant extends Span {
  readonly kind: 'Constant';
  readonly value: Literal;
}
export interface JoinedString extends Span {
  readonly kind: 'JoinedString';
  readonly parts: readonly (string | FormattedValue)[];
}
/** A replacement field of an f-string. */
export interface FormattedValue extends Span {
  readonly kind: 'FormattedValue';
  readonly value: Expression;
  readonly conversion: '' | 'r' | 's' | 'a';
  readonly spec: JoinedString | null;
}
export interface Tuple extends Span {
  readonly kind: 'Tuple';
  readonly items: readonly Expression[];
  readonly parenthesized: boolean;
}
export interface List extends Span {
  readonly kind: 'List';
  readonly items: readonly Expression[];
}
export interface SetDisplay extends Span {
  readonly kind: 'Set';
  readonly items: readonly Expression[];
}
export interface Dict extends Span {
  readonly kind: 'Dict';
  /** A null key: `**value`. */
  readonly items: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
export interface Starred extends Span {
  readonly kind: 'Starred';
  readonly value: Expression;
}
export interface Attribute extends Span {
  readonly kind: 'Attribute';
  readonly value: Expression;
  readonly name: string;
  /** Where the name stands. */
  readonly nameStart: number;
}
export interface Subscript extends Span {
  readonly kind: 'Subscript';
  readonly value: Expression;
  readonly index: Expression;
}
export interface Slice extends Span {
  readonly kind: 'Slice';
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}
export interface Argument extends Span {
  /** Null: positional (or `*value`, a Starred); `**` for keyword unpacking. */
  readonly name: string | null;
  readonly unpack: boolean;
  readonly value: Expression;
}
export interface Call extends Span {
  readonly kind: 'Call';
  readonly func: Expression;
  readonly args: readonly Argument[];
}
export interface Unary extends Span {
  readonly kind: 'Unary';
  readonly op: '-' | '+' | '~' | 'not';
  readonly operand: Expression;
}
export interface Binary extends Span {
  readonly kind: 'Binary';
  readonly op: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BoolOp extends Span {
  readonly kind: 'BoolOp';
  readonly op: 'and' | 'or';
  readonly values: readonly Expression[];
}
export interface Compare extends Span {
  readonly kind: 'Compare';
  readonly left: Expression;
  readonly ops: readonly string[];
  readonly rights: readonly Expression[];
}
export interface Conditional extends Span {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Lambda extends Span {
  readonly kind: 'Lambda';
  readonly parameters: Parameters;
  readonly body: Expression;
}
export interface NamedExpression extends Span {
  readonly kind: 'NamedExpression';
  readonly target: Name;
  readonly value: Expression;
}
export interface Generator {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}
export interface Comprehension extends Span {
  readonly kind: 'Comprehension';
  readonly type: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  /** Of a dict comprehension: `element` is the key. */
  readonly value: Expression | null;
  readonly generators: readonly Generator[];
}
export interface Await extends Span {
  readonly kind: 'Await';
  readonly value: Expression;
}
export interface Yield extends Span {
  readonly kind: 'Yield';
  readonly value: Expression | null;
}
export interface YieldFrom extends Span {
  readonly kind: 'YieldFrom';
  readonly value: Expression;
}

export type Expression =
  | Name
  | Constant
  | JoinedString
  | Tuple
  | List
  | SetDisplay
  | Dict
  | Starred
  | Attribute
  | Subscript
  | Slice
  | Call
  | Unary
  | Binary
  | BoolOp
  | Compare
  | Conditional
  | Lambda
  | NamedExpression
  | Comprehension
  | Await
  | Yield
  | YieldFrom;

export interface Parameter extends Span {
  readonly name: string;
  readonly annotation: Expression | null;
  readonly fallback: Expression | null;
}
export interface Parameters {
  readonly positionalOnly: readonly Parameter[];
  readonly positional: readonly Parameter[];
  readonly rest: Parameter | null;
  readonly keywordOnly: readonly Parameter[];
  readonly keywords: Parameter | null;
}
/** PEP 695: `T`, `T: bound`, `*Ts`, `**P`. */
export interface TypeParameter extends Span {
  readonly name: string;
  readonly variety: 'TypeVar' | 'TypeVarTuple' | 'ParamSpec';
  readonly bound: Expression | null;
}

export interface FunctionDefinition extends Span {
  readonly kind: 'FunctionDefinition';
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  readonly parameters: Parameters;
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}
export interface ClassDefinition extends Span {
  readonly kind: 'ClassDefinition';
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  readonly args: readonly Argument[];
  readonly body: readonly Statement[];
}
export interface WithItem {
  readonly context: Expression;
  readonly target: Expression | null;
}
export interface Handler extends Span {
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}
export interface ImportedName extends Span {
  readonly name: string;
  readonly as: string | null;
}
export interface MatchCase extends Span {
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

export type Pattern =
  | (Span & { readonly kind: 'ValuePattern'; readonly value: Expression })
  | (Span & { readonly kind: 'SingletonPattern'; readonly value: Expression })
  | (Span & { readonly kind: 'CapturePattern'; readonly name: string | null })
  | (Span & { readonly kind: 'StarPattern'; readonly name: string | null })
  | (Span & { readonly kind: 'AsPattern'; readonly pattern: Pattern; readonly name: string })
  | (Span & { readonly kind: 'OrPattern'; readonly alternatives: readonly Pattern[] })
  | (Span & { readonly kind: 'SequencePattern'; readonly items: readonly Pattern[] })
  | (Span & { readonly kind: 'MappingPattern'; readonly keys: readonly Expression[]; readonly values: readonly Pattern[]; readonly rest: string | null })
  | (Span & { readonly kind: 'ClassPattern'; readonly cls: Expression; readonly positional: readonly Pattern[]; readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[] });

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  | (Span & { readonly kind: 'ExpressionStatement'; readonly value: Expression })
  | (Span & { readonly kind: 'Assign'; readonly targets: readonly Expression[]; readonly value: Expression })
  | (Span & { readonly kind: 'AugmentedAssign'; readonly target: Expression; readonly op: string; readonly value: Expression })
  | (Span & { readonly kind: 'AnnotatedAssign'; readonly target: Expression; readonly annotation: Expression; readonly value: Expression | null; readonly simple: boolean })
  | (Span & { readonly kind: 'TypeAlias'; readonly name: Name; readonly typeParameters: readonly TypeParameter[]; readonly value: Expression })
  | (Span & { readonly kind: 'Return'; readonly value: Expression | null })
  | (Span & { readonly kind: 'Delete'; readonly targets: readonly Expression[] })
  | (Span & { readonly kind: 'Pass' | 'Break' | 'Continue' })
  | (Span & { readonly kind: 'Global' | 'Nonlocal'; readonly names: readonly string[] })
  | (Span & { readonly kind: 'Assert'; readonly test: Expression; readonly message: Expression | null })
  | (Span & { readonly kind: 'Raise'; readonly exception: Expression | null; readonly cause: Expression | null })
  | (Span & { readonly kind: 'Import'; readonly names: readonly ImportedName[] })
  | (Span & { readonly kind: 'ImportFrom'; readonly module: string; readonly level: number; readonly names: readonly ImportedName[] })
  | (Span & { readonly kind: 'If' | 'While'; readonly test: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] })
  | (Span & { readonly kind: 'For'; readonly target: Expression; readonly iterable: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[]; readonly isAsync: boolean })
  | (Span & { readonly kind: 'With'; readonly items: readonly WithItem[]; readonly body: readonly Statement[]; readonly isAsync: boolean })
  | (Span & { readonly kind: 'Try'; readonly body: readonly Statement[]; readonly handlers: readonly Handler[]; readonly otherwise: readonly Statement[]; readonly finally: readonly Statement[] })
  | (Span & { readonly kind: 'Match'; readonly subject: Expression; readonly cases: readonly MatchCase[] });

export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** A parsed cell. */
export interface Program {
  readonly body: readonly Statement[];
}
