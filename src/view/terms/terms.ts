import { catalogues } from '../words';

/** Names under which a broader note tells of an anomaly that may have none of its own. */
const broader: Readonly<Record<string, readonly string[]>> = {
  phantom: ['phantom read', 'фантомное чтение'],
  'predicate write skew': ['write skew'],
  'read-only transaction anomaly': ['read-only anomaly'],
  'cursor lost update': ['lost update'],
  'aborted read': ['dirty read'],
  'intermediate read': ['dirty read'],
  'write cycle': ['dirty write'],
};

const longForms: Readonly<Record<string, readonly string[]>> = {
  '1NF': ['first normal form', 'первая нормальная форма', '1НФ'],
  '2NF': ['second normal form', 'вторая нормальная форма', '2НФ'],
  '3NF': ['third normal form', 'третья нормальная форма', '3НФ'],
  BCNF: ['Boyce–Codd normal form', 'Boyce-Codd normal form', 'нормальная форма Бойса — Кодда', 'НФБК'],
  '4NF': ['fourth normal form', 'четвёртая нормальная форма', '4НФ'],
  '5NF': ['fifth normal form', 'пятая нормальная форма', '5НФ'],
};

/** The names by which a note may tell of an anomaly, the most fitting first: in every language, then broader ones. */
export function anomalyTerms(name: string): readonly string[] {
  const inLanguages = (one: string): string[] => [one, ...Object.values(catalogues).flatMap(({ trace }) => (Object.hasOwn(trace.anomalies, one) ? (trace.anomalies[one] ?? []) : []))];
  return [...inLanguages(name), ...(Object.hasOwn(broader, name) ? (broader[name] ?? []).flatMap(inLanguages) : [])];
}

/** The names of a normal form. */
export function formTerms(form: string): readonly string[] {
  return [form, ...(Object.hasOwn(longForms, form) ? (longForms[form] ?? []) : [])];
}

/** The names of an error: its type, `IntegrityError`, and its code, `40001`. */
export function errorTerms({ type, code }: { readonly type: string; readonly code: string | null }): readonly string[] {
  return code === null ? [type] : [type, code];
}
