import { ArgumentError, CompileError } from '../errors';
import type { Dialect } from '../dialect/dialect';
import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import type { ClauseElement } from '../sql/clause';
import type { ColumnClause } from '../sql/column';
import { CustomElement, type Case, type Over } from '../sql/constructs';
import {
  booleanClauses, ColumnElement, shortRepr, type BinaryExpression, type BindParameter, type Cast, type ExpressionClauseList, type Label, type LabelReference,
  type TextualLabelReference, type UnaryExpression,
} from '../sql/elements'; // prettier-ignore
import { TextFrom, type Join } from '../sql/from-clause';
import { ScalarFunctionColumn, TableValuedAlias, TableValuedColumn, type FunctionElement } from '../sql/functions';
import { nameKey, type Name } from '../sql/names';
import { operators } from '../sql/operators';
import { BIND_PARAMETERS, ESCAPED_COLONS, type Text } from '../sql/text-clause';
import { types } from '../sql/types/resolve';
import type { TypeEngine } from '../sql/types/type-engine';
import { isAnyElement } from './any-element';
import { NOWHERE, type AddResult, type Context, type ResultColumn, type StackEntry } from './context';
import type { Prefetch } from './crud';
import { CteWriter } from './cte-writer';
import { writeDelete, writeInsert, writeUpdate, type CrudRequest } from './dml-writer';
import { writeAlias, writeTable, writeValues } from './from-writer';
import type { IdentifierPreparer } from './identifiers';
import type { ManyValuesPlan } from './many-values-plan';
import { NameRegistry, type NameClass } from './name-registry';
import { BIND_TOKENS, bindToken, castText, inListText, postcompileToken } from './parameter-text';
import { writeCompound, writeSelect, writeTextualSelect } from './select-writer';
import { typeText } from './type-compiler';

/** How a statement is to be written. */
export interface SqlRequest {
  readonly literalBinds?: boolean;
  /** Warn of FROM elements that nothing links. */
  readonly linting?: boolean;
  /** What the statement is executed with, as far as INSERT and UPDATE depend on it. */
  readonly crud?: CrudRequest;
}

/** Writes one statement. Each compiler is used once. */
export class SqlCompiler {
  readonly identifiers: IdentifierPreparer;
  /** Parameters by name, in the order in which they were met. */
  readonly binds = new Map<string, BindParameter>();
  readonly resultColumns: ResultColumn[] = [];
  readonly stack: StackEntry[] = [];
  readonly ctes: CteWriter;
  readonly warnings: string[] = [];
  /** The columns of the result are in the order of {@link resultColumns}; false for text. */
  orderedResult = true;
  /** The statement is text, or contains columns of unknown names. */
  textualResult = false;
  manyValues: ManyValuesPlan | null = null;
  /** Defaults to be worked out before the statement runs. */
  readonly prefetches: Prefetch[] = [];
  /** Columns that INSERT gives back for the sake of the primary key. */
  implicitReturning: readonly ClauseElement[] | null = null;

  constructor(
    readonly dialect: Dialect,
    readonly request: SqlRequest = {},
    readonly names = new NameRegistry(dialect.maxIdentifierLength),
  ) {
    this.identifiers = dialect.identifiers;
    this.ctes = new CteWriter(this);
  }

  /** The text of an element. @throws CompileError when the dialect cannot say it */
  process(element: ClauseElement, context: Context = NOWHERE): string {
    return this.dialect.extension?.element(element, this, context) ?? this.written(element, context);
  }

  /** The text of an element in the dialect's own way, whatever the program has for it; what is inside it is up to the program again. */
  written(element: ClauseElement, context: Context = NOWHERE): string {
    if (!isAnyElement(element)) return '';
    switch (element.kind) {
      case 'column':
        return this.column(element, context);
      case 'bindparam':
        return this.bind(element, context);
      case 'binary':
        return this.binary(element, context);
      case 'unary':
        return this.unary(element, context);
      case 'clauselist':
        return this.list(element.clauses, element.operator.text ?? ' ', context);
      case 'expression_clauselist':
        return this.expressionList(element, context);
      case 'grouping':
        return `(${this.process(element.element, { ...context, asfrom: false })})`;
      case 'label':
        return this.label(element, context);
      case 'null':
        return 'NULL';
      case 'true':
        return this.dialect.supportsNativeBoolean ? 'true' : '1';
      case 'false':
        return this.dialect.supportsNativeBoolean ? 'false' : '0';
      case 'text':
        return this.text(element, context);
      case 'collation':
        return this.identifiers.quote(element.collation);
      case 'label_reference':
        return this.labelReference(element, context);
      case 'textual_label_reference':
        return this.textualReference(element, context);
      case 'case':
        return this.caseExpression(element, context);
      case 'cast':
        return this.cast(element, context);
      case 'type_coerce':
        return this.process(element.typedExpression, context);
      case 'extract':
        return this.dialect.rules.extract(this, element, context);
      case 'tuple':
        return `(${this.list(element.clauses, ', ', context)})`;
      case 'slice':
        return `${this.process(element.start, context)}:${this.process(element.stop, context)}`;
      case 'function':
        return this.functionCall(element, context);
      case 'over':
        return this.over(element, context);
      case 'within_group':
        return `${this.process(element.element, inner(context))} WITHIN GROUP (ORDER BY ${this.process(element.orderBy, inner(context))})`;
      case 'function_filter':
        return `${this.process(element.element, inner(context))} FILTER (WHERE ${this.conditions(element.criteria, inner(context))})`;
      case 'scalar_select':
        return `(${this.process(element.element, nested(context))})`;
      case 'next_value':
        return this.dialect.rules.nextValue(this, element.sequence);
      case 'table':
        return writeTable(this, element, context);
      case 'join':
        return this.join(element, context);
      case 'from_grouping':
        return `(${this.process(element.element, context)})`;
      case 'alias':
        return writeAlias(this, element, context);
      case 'cte':
        return this.ctes.visit(element, context) ?? '';
      case 'values':
        return writeValues(this, element, context);
      case 'select':
        return writeSelect(this, element, context);
      case 'compound_select':
        return writeCompound(this, element, context);
      case 'textual_select':
        return writeTextualSelect(this, element, context);
      case 'select_grouping':
        return `(${this.process(element.element, context)})`;
      case 'insert':
        return writeInsert(this, element, context);
      case 'update':
        return writeUpdate(this, element, context);
      case 'delete':
        return writeDelete(this, element, context);
      default:
        return this.custom(element, context);
    }
  }

  /** Elements with a separator between them. */
  list(elements: readonly ClauseElement[], separator: string, context: Context): string {
    return elements
      .map((element) => this.process(element, context))
      .filter((text) => text !== '')
      .join(separator);
  }

  /** Conditions that must all be true. */
  conditions(clauses: readonly ClauseElement[], context: Context): string {
    return this.list(booleanClauses(operators.and, clauses), ' AND ', context);
  }

  /** Puts `column` among the columns of the result. */
  readonly addResult: AddResult = (column) => {
    if (column.key === null || column.key === '*') {
      this.orderedResult = false;
      this.textualResult = true;
    }
    if (column.type.affinity === 'tuple') {
      throw new CompileError("Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using the Bundle object.");
    }
    this.resultColumns.push(column);
  };

  resolve(name: Name, nameClass: NameClass): string {
    return this.names.resolve(name, nameClass);
  }

  typeText(type: TypeEngine): string {
    return typeText(type, this.dialect);
  }

  warn(message: string): void {
    if (!this.warnings.includes(message)) this.warnings.push(message);
  }

  // Expressions.

  private column(column: ColumnClause, context: Context): string {
    const own = column.name;
    const name = column.isLiteral ? String(own) : this.resolve(own, 'colident');
    if (context.addResult) {
      const qualified = column.tableQualifiedLabel;
      const targets: (ClauseElement | string)[] = [column, name, ...(column.key === null ? [] : [column.key]), ...(context.resultTargets ?? [])];
      if (qualified !== null) targets.push(this.resolve(qualified, 'colident'));
      context.addResult({ key: typeof own === 'string' ? own : name, name, targets, type: column.type });
    }
    const text = column.isLiteral ? this.identifiers.text(name) : this.identifiers.quote(name);
    const { table } = column;
    if (!table || context.includeTable === false || !table.namedWithColumn || table.name === null) return text;
    const tableName = this.identifiers.quote(this.resolve(table.name, 'alias'));
    const schema = table.schema === null || context.useSchema === false ? '' : `${this.identifiers.quote(table.schema)}.`;
    return `${schema}${tableName}.${text}`;
  }

  private binary(binary: BinaryExpression, context: Context): string {
    if (binary.operator.isComparison) this.linkSides(binary.left, binary.right, context);
    const rule = this.dialect.rules.binary[binary.operator.name];
    const own = stripped(context);
    if (rule) return rule(this, binary, own);
    const { text } = binary.operator;
    if (text === null) throw new CompileError(`Compiler ${this.dialect.compilerName} can't render element of type <operator ${binary.operator.name}>`, 'l7de');
    const eager = binary.operator.eagerGrouping ?? false;
    const grouped = eager === (own.eagerGrouping ?? false) ? own : { ...own, eagerGrouping: eager };
    return this.genericBinary(binary, binary.operator.custom ? this.identifiers.text(text) : text, grouped);
  }

  /** The operands with an operator between them. */
  genericBinary(binary: BinaryExpression, operator: string, context: Context): string {
    const inside: Context = { ...stripped(context), inOperator: true, binaryOperator: binary.operator };
    const text = `${this.process(binary.left, inside)}${operator}${this.process(binary.right, inside)}`;
    return context.inOperator && context.eagerGrouping ? `(${text})` : text;
  }

  private linkSides(left: ClauseElement, right: ClauseElement, context: Context): void {
    if (!context.linter) return;
    if (context.lateralLinter && context.enclosingLateral) {
      context.lateralLinter.link([...left.fromObjects, context.enclosingLateral], [...right.fromObjects, context.enclosingLateral]);
    } else context.linter.link(left.fromObjects, right.fromObjects);
  }

  private unary(unary: UnaryExpression, context: Context): string {
    const own: Context = context.addResult ? { ...context, resultTargets: [...(context.resultTargets ?? []), unary] } : context;
    const operator = unary.operator ?? unary.modifier;
    if (!operator) throw new CompileError('Unary expression has no operator or modifier');
    if (operator === operators.distinct && !context.withinAggregate) {
      this.warn("Column-expression-level unary distinct() should not be used outside of an aggregate function. For general 'SELECT DISTINCT' supportuse select().distinct().");
    }
    const rule = this.dialect.rules.unary[operator.name];
    if (rule) return rule(this, unary, own);
    const text = operator.text ?? '';
    const element = this.process(unary.element, own);
    return unary.operator ? text + element : element + text;
  }

  private expressionList(list: ExpressionClauseList, context: Context): string {
    const rule = this.dialect.rules.list[list.operator.name];
    if (rule) return rule(this, list, stripped(context));
    return this.list(list.clauses, list.operator.text ?? ' ', { ...stripped(context), inOperator: true });
  }

  private label(label: Label, context: Context): string {
    const withAs = context.withinColumns === true && context.withinLabel !== true;
    const nameOnly = context.labelAsLabel?.identity === label.identity;
    const { addResult, resultTargets = [] } = context;
    const rest: Context = { ...context, addResult: null, labelAsLabel: null, resultTargets: undefined, withinColumns: withAs };
    if (!withAs && !nameOnly) return this.process(label.element, rest);
    const name = this.resolve(label.labelName, 'colident');
    if (nameOnly && !withAs) return this.identifiers.quote(name);
    if (addResult) {
      const names = typeof label.labelName === 'string' ? label.labelName : name;
      addResult({ key: names, name, targets: [label, name, label.element, ...resultTargets], type: label.type });
    }
    return `${this.process(label.element, { ...rest, withinLabel: true })} AS ${this.identifiers.quote(name)}`;
  }

  private labelReference(reference: LabelReference, context: Context): string {
    const labels = this.stack[this.stack.length - 1]?.labels;
    const { element } = reference;
    const label = element instanceof ColumnElement ? element.orderByLabel : null;
    if (labels && label) {
      const found = (context.withinColumns ? labels.onlyFroms : labels.onlyColumns).get(nameKey(label.labelName));
      if (found && label.sharesLineage(found)) return this.process(element, { ...context, labelAsLabel: label });
    }
    return this.process(element, context);
  }

  private textualReference(reference: TextualLabelReference, context: Context): string {
    const entry = this.stack[this.stack.length - 1];
    if (!entry) return this.identifiers.text(reference.text);
    const found = (context.withinColumns ? null : entry.labels?.onlyColumns.get(reference.text)) ?? entry.labels?.onlyFroms.get(reference.text);
    if (found) return this.process(found, { ...context, labelAsLabel: found });
    const short = shortRepr(reference.text);
    throw new CompileError(
      `Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression ${short} should be explicitly declared as text(${short})`,
    );
  }

  private caseExpression(element: Case, context: Context): string {
    const own = inner(context);
    const value = element.value ? `${this.process(element.value, own)} ` : '';
    const whens = element.whens.map(([when, then]) => `WHEN ${this.process(when, own)} THEN ${this.process(then, own)} `).join('');
    const otherwise = element.otherwise ? `ELSE ${this.process(element.otherwise, own)} ` : '';
    return `CASE ${value}${whens}${otherwise}END`;
  }

  private cast(element: Cast, context: Context): string {
    const own = inner(context);
    if (element.tryCast) return `TRY_CAST(${this.process(element.clause, own)} AS ${this.typeText(element.type)})`;
    return this.dialect.rules.cast(this, element.type, this.process(element.clause, own));
  }

  private functionCall(call: FunctionElement, context: Context): string {
    const { addResult } = context;
    if (addResult) addResult({ key: call.functionName, name: call.functionName, targets: [call, call.functionName], type: call.type });
    const own: Context = { ...context, addResult: null, resultTargets: undefined, asfrom: false, withinAggregate: true };
    const rule = this.dialect.rules.functions[call.functionName.toLowerCase()];
    const text = rule ? rule(this, call, own) : this.plainCall(call, own);
    return call.withOrdinality ? `${text} WITH ORDINALITY` : text;
  }

  private plainCall(call: FunctionElement, context: Context): string {
    if (call.bare) return call.functionName.toUpperCase();
    const parts = [...call.packages, call.functionName].map((part) => (this.identifiers.hasIllegalCharacters(part) ? this.identifiers.quoted(part) : part));
    return parts.join('.') + this.functionArguments(call, context);
  }

  /** The arguments of a function, in parentheses. */
  functionArguments(call: FunctionElement, context: Context): string {
    const order = call.aggregateOrder ? ` ORDER BY ${this.process(call.aggregateOrder, context)}` : '';
    return `(${this.list(call.arguments, ', ', context)}${order})`;
  }

  private over(over: Over, context: Context): string {
    const own = inner(context);
    const element = this.process(over.element, own);
    const partition = over.partitionBy && over.partitionBy.clauses.length > 0 ? [`PARTITION BY ${this.process(over.partitionBy, own)}`] : [];
    const order = over.orderBy && over.orderBy.clauses.length > 0 ? [`ORDER BY ${this.process(over.orderBy, own)}`] : [];
    const frame = over.frame && over.frameKind ? [`${over.frameKind} BETWEEN ${this.frame(over, own)}${over.exclude === null ? '' : ` EXCLUDE ${over.exclude}`}`] : [];
    return `${element} OVER (${[...partition, ...order, ...frame].join(' ')})`;
  }

  private frame(over: Over, context: Context): string {
    const binds = [...over.frameBinds];
    const bounds = (over.frame ?? []).map((bound, index) => {
      if (bound === null) return index === 0 ? 'UNBOUNDED PRECEDING' : 'UNBOUNDED FOLLOWING';
      if (bound === 0) return 'CURRENT ROW';
      const bind = binds.shift();
      return `${bind ? this.process(bind, context) : ''} ${bound < 0 ? 'PRECEDING' : 'FOLLOWING'}`;
    });
    return bounds.join(' AND ');
  }

  private text(element: Text, context: Context): string {
    if (this.stack.length === 0) this.textualResult = true;
    if (context.addResult) context.addResult({ key: null, name: null, targets: [element], type: types.null });
    const own: Context = context.addResult ? { ...context, addResult: null } : context;
    return this.identifiers
      .text(element.text)
      .replace(BIND_PARAMETERS, (_, before: string, name: string) => {
        const bind = element.binds.get(name);
        return before + (bind ? this.bind(bind, own) : `:${name}`);
      })
      .replace(ESCAPED_COLONS, '$1');
  }

  private join(join: Join, context: Context): string {
    context.linter?.link(join.left.fromObjects, join.right.fromObjects);
    const own: Context = { ...context, asfrom: true };
    const word = join.full ? ' FULL OUTER JOIN ' : join.isouter ? ' LEFT OUTER JOIN ' : ' JOIN ';
    const left = this.process(join.left, own);
    const right = this.process(join.right, own);
    return `${left}${word}${right} ON ${this.process(join.onclause, { ...context, asfrom: false })}`;
  }

  private custom(element: ClauseElement, context: Context): string {
    if (element instanceof CustomElement) {
      if (context.addResult && typeof element.name === 'string') context.addResult({ key: element.name, name: element.name, targets: [element], type: element.type });
      const relative = element.stringifyDialect === null ? undefined : this.dialect.relatives[element.stringifyDialect];
      if (relative) return this.writtenBy(relative(), element, context);
      return element.render((part) => this.process(part, inner(context)), this.dialect.name, (type) => this.typeText(type));
    }
    if (element instanceof TextFrom) return this.process(element.element, { ...context, addResult: null });
    if (element instanceof TableValuedColumn) {
      const name = this.resolve(element.name, 'alias');
      context.addResult?.({ key: name, name, targets: [element, name], type: element.type });
      return this.identifiers.quote(name) + (this.dialect.aliasesWithoutAs && element.from instanceof TableValuedAlias ? '.COLUMN_VALUE' : '');
    }
    if (element instanceof ScalarFunctionColumn) {
      context.addResult?.({ key: element.columnName, name: element.columnName, targets: [element, element.columnName], type: element.type });
      return `(${this.process(element.fn, inner(context))}).${this.identifiers.quote(element.columnName)}`;
    }
    const text = this.dialect.rules.custom(this, element, context);
    if (text === null) throw new CompileError(`Compiler ${this.dialect.compilerName} can't render element of type ${element.constructor.name}`, 'l7de');
    return text;
  }

  /** An element in the words of another dialect, parameters and all. */
  private writtenBy(dialect: Dialect, element: ClauseElement, context: Context): string {
    const other = new SqlCompiler(dialect, this.request, this.names);
    const text = other.process(element, inner(context));
    for (const [name, bind] of other.binds) this.binds.set(name, bind);
    return text.replace(BIND_TOKENS, '%($1)s');
  }

  // Parameters.

  /** A parameter, or its value where the text shall have it. @throws CompileError when two parameters have one name */
  bind(bind: BindParameter, context: Context): string {
    const wrapped = this.bindExpression(bind, context);
    if (wrapped !== null) return wrapped;
    if (context.literalBinds || this.request.literalBinds) return this.literalBind(bind, context);
    const name = this.resolve(bind.bindKey, 'bindparam');
    this.checkConflict(name, bind);
    this.binds.set(name, bind);
    context.collectBinds?.push(name);
    if (bind.expanding) return `(${postcompileToken(name)})`;
    if (bind.literalExecute) return postcompileToken(name);
    return castText(this, bind.type, bindToken(name));
  }

  private bindExpression(bind: BindParameter, context: Context): string | null {
    if (bind.annotations['plain'] === true) return null;
    const type = bind.type.forDialect(this.dialect.name);
    // Most types write nothing around: no copy is made for them.
    if (!type.bindExpression(bind)) return null;
    const wrapped = type.bindExpression(bind.annotate({ plain: true }));
    return wrapped && !bind.expanding ? this.process(wrapped, context) : null;
  }

  private checkConflict(name: string, bind: BindParameter): void {
    const existing = this.binds.get(name);
    if (!existing || existing.identity === bind.identity) return;
    if (existing.unique || bind.unique) throw new CompileError(`Bind parameter '${name}' conflicts with unique bind parameter of the same name`);
    if (existing.expanding !== bind.expanding) {
      throw new CompileError(
        `Can't reuse bound parameter name '${name}' in both 'expanding' (e.g. within an IN expression) and non-expanding contexts.  If this parameter is to receive a list/array value, set 'expanding=True' on it for expressions that aren't IN, otherwise use a different parameter name.`,
      );
    }
    if (existing.isCrud || bind.isCrud) {
      throw new CompileError(
        `bindparam() name '${name}' is reserved for automatic usage in the VALUES or SET clause of this insert/update statement.   Please use a name other than column name when using bindparam() with insert() or update() (for example, 'b_${name}').`,
      );
    }
  }

  private literalBind(bind: BindParameter, context: Context): string {
    const value = bind.effectiveValue;
    if (bind.expanding) {
      const list = ormValue(value);
      if (!Array.isArray(list)) throw new ArgumentError(`'expanding' parameters can't be used with executemany()`);
      return `(${inListText(this, bind, list, (one, type) => this.literalValue(one, type))})`;
    }
    if (value === null && !bind.callable) {
      const operator = context.binaryOperator;
      if (operator && operator !== operators.is && operator !== operators.isNot) {
        this.warn(
          `Bound parameter '${bind.originalKey}' rendering literal NULL in a SQL expression; comparisons to NULL should not use operators outside of 'is' or 'is not'`,
        );
      }
      return 'NULL';
    }
    return this.literalValue(value, bind.type);
  }

  /** A value in the text. @throws CompileError when the type cannot be written */
  literalValue(value: unknown, type: TypeEngine): string {
    if ((value === null || value === undefined) && !type.evaluatesNone) return 'NULL';
    const process = type.isNull ? null : this.dialect.literalProcessor(type);
    if (!process) throw new CompileError(`No literal value renderer is available for literal value "${pythonRepr(value)}" with datatype ${type.toString()}`);
    try {
      return this.identifiers.text(process(value));
    } catch {
      throw new CompileError(`Could not render literal value "${pythonRepr(value)}" with datatype ${type.toString()}; see parent stack trace for more detail.`, null);
    }
  }

  /** The FROM elements that enclosing statements name. */
  get enclosing(): { readonly correlateFroms: ReadonlySet<ClauseElement>; readonly asfromFroms: ReadonlySet<ClauseElement> } {
    return this.stack[this.stack.length - 1] ?? { correlateFroms: NO_ELEMENTS, asfromFroms: NO_ELEMENTS };
  }
}

const NO_ELEMENTS: ReadonlySet<ClauseElement> = new Set();

/** The context of the parts of an expression: they are no columns of the result and no FROM. */
function inner(context: Context): Context {
  if (!context.addResult && !context.asfrom && !context.resultTargets) return context;
  return { ...context, addResult: null, resultTargets: undefined, asfrom: false };
}

const stripped = inner;

/** The context of a statement inside an expression. */
function nested(context: Context): Context {
  return {
    ...context, addResult: null, resultTargets: undefined, compoundIndex: undefined, labelAsLabel: null, asfrom: false, includeTable: undefined, withinColumns: false, withinLabel: false,
  }; // prettier-ignore
}
