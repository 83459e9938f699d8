/** The normal forms of the ladder, from weakest to strongest. */
export const normalForms = ['1NF', '2NF', '3NF', 'BCNF', '4NF', '5NF'] as const;

export type NormalForm = (typeof normalForms)[number];

/** The highest form below the first one that is broken. */
export function highestForm(broken: ReadonlySet<NormalForm>): NormalForm {
  const first = normalForms.findIndex((form) => broken.has(form));
  return first < 0 ? '5NF' : (normalForms[Math.max(0, first - 1)] ?? '1NF');
}
