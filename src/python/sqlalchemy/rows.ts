/**
 * Python's names for what the ORM has, as tables: a row is a heading in Python's notation and what it stands for. The
 * heading types the arguments of the row: `**values` is a record, `*terms` a list, anything else unknown.
 */
type Trimmed<S extends string> = S extends ` ${infer R}` ? Trimmed<R> : S extends `${infer R} ` ? Trimmed<R> : S;
type Parts<S extends string> = S extends `${infer H},${infer T}` ? [Trimmed<H>, ...Parts<T>] : Trimmed<S> extends '' ? [] : [Trimmed<S>];
type Argument<P> = P extends `**${string}` ? Readonly<Record<string, unknown>> : P extends `*${string}` ? readonly unknown[] : unknown;
type ArgumentsOf<L> = L extends [infer P, ...infer R] ? (P extends '/' | '*' ? ArgumentsOf<R> : [Argument<P>, ...ArgumentsOf<R>]) : [];

/** What a row gets, by its heading. */
export type Arguments<H extends string> = H extends `${string}(${infer P})` ? ArgumentsOf<Parts<P>> : [];

/** Rows whose arguments are no longer told apart: what the binding works with. */
export type MethodRow<T> = (self: T, ...given: unknown[]) => unknown;
export type FunctionRow = (...given: unknown[]) => unknown;
export type MethodRows<T> = Readonly<Record<string, MethodRow<T>>>;
export type FunctionRows = Readonly<Record<string, FunctionRow>>;

/** Rows of methods: `methods<Select>()({ 'limit(count)': (self, count) => self.limit(count) })`. */
export const methods =
  <T>() =>
  <H extends string>(rows: { readonly [K in H]: (self: T, ...given: Arguments<K>) => unknown }): Readonly<Record<H, MethodRow<T>>> =>
    rows as unknown as Readonly<Record<H, MethodRow<T>>>;

/** Rows of functions: `functions({ 'and_(*clauses)': (clauses) => and_(...clauses) })`. */
export const functions = <H extends string>(rows: { readonly [K in H]: (...given: Arguments<K>) => unknown }): Readonly<Record<H, FunctionRow>> => rows as unknown as Readonly<Record<H, FunctionRow>>;

/** The name of a heading. */
export function nameOf(heading: string): string {
  return heading.slice(0, heading.indexOf('('));
}
