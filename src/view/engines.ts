/** The engines that a person can choose, by the name that a directive uses. */
export const engines = [
  { name: 'sqlite', label: 'SQLite' },
  { name: 'postgres', label: 'PostgreSQL' },
] as const;

/** What to call an engine: before its first run it is known by its option, afterwards it names itself (`PostgreSQL 18.6`). */
export function engineLabel(engine: string): string {
  return engine === 'locking' ? 'Locks' : (engines.find(({ name }) => name === engine)?.label ?? engine);
}
