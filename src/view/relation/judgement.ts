import type { RelationReport, ReportForm, ReportViolation } from '../../cells/output';
import type { RelationWords } from '../words/relation-words';

/** The ladder, from the bottom. */
export const forms = ['1NF', '2NF', '3NF', 'BCNF', '4NF', '5NF'] as const;

/** The lowest form that is broken; null where none is. */
export function brokenForm({ normalForm, violations }: RelationReport): ReportForm | null {
  return violations.length === 0 ? null : (forms[forms.indexOf(normalForm) + 1] ?? null);
}

/** Violations of one form with the same reason made one: what depends on the same left side stands together. */
export function violationsOf({ violations }: RelationReport, form: ReportForm): ReportViolation[] {
  const merged = new Map<string, ReportViolation>();
  for (const violation of violations) {
    if (violation.form !== form) continue;
    const key = violation.blocks === null && form !== '5NF' ? JSON.stringify([violation.left, violation.key]) : violation.dependency;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, right: [...known.right, ...violation.right] } : violation);
  }
  return [...merged.values()];
}

/** The sentence for a violation. */
export function reasonFor({ form, left, right }: ReportViolation, { because }: RelationWords): string {
  if (form === '1NF') return '';
  return left.length === 0 && (form === '2NF' || form === '3NF' || form === 'BCNF') ? because.constant(right.length) : because[form](right.length);
}
