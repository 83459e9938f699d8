import type { CellOutput } from '../../src/cells/output';
import { openNote, runningScripts } from './open-note';

const python = '```python\nfrom sqlalchemy import UniqueConstraint\nfrom sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\nclass Base(DeclarativeBase): pass\nclass Enrolment(Base):\n    __tablename__ = "enrolment"\n    __table_args__ = (UniqueConstraint("email", "course"),)\n    id: Mapped[int] = mapped_column(primary_key=True)\n    email: Mapped[str]\n    course: Mapped[str]\n    teacher: Mapped[str]\n```';
const typescript = "```ts\nconst Enrolment = Base.table('enrolment', { id: int().pk(), email: str().unique(), course: str(), teacher: str() });\n```";

async function runLast(text: string): Promise<CellOutput> {
  const { session } = openNote(text, { kernel: runningScripts });
  const [last] = session.cells.slice(-1);
  const output = last && (await session.run(last));
  session.reset();
  if (!output) throw new Error('nothing ran');
  return output;
}

test.each<[string, string, string[][]]>([
  ['Python', python, [['id'], ['email', 'course']]],
  ['TypeScript', typescript, [['id'], ['email']]],
])('a class mapped in %s: its cell runs first, its keys are dependencies', async (_, cell, keys) => {
  const { error, relation, log } = await runLast(`${cell}\n\n\`\`\`relation\nclass: Enrolment\ncourse -> teacher\n\`\`\``);
  expect(error).toBeNull();
  expect(log).toContain('it defines Enrolment');
  expect(relation).toMatchObject({ name: 'enrolment', attributes: ['id', 'email', 'course', 'teacher'], candidateKeys: expect.arrayContaining(keys) as unknown });
  expect(relation?.normalForm).toBe(keys.some((key) => key.includes('course')) ? '1NF' : '2NF');
});

test('a class that nobody mapped is told at its place', async () => {
  const { error } = await runLast('```python\nclass Plain: pass\n```\n\n```relation\nclass: Plain\n```');
  expect(error).toMatchObject({ type: 'RelationNotationError', line: 1, column: 8, message: 'no cell of this note has mapped a class Plain' });
});
