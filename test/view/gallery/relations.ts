import type { RelationReport } from '../../../src/cells/output';
import { analyse } from '../../../src/relations/analyse';
import { rejoin } from '../../../src/relations/data/rejoin';
import { parseRelation } from '../../../src/relations/notation/parse-relation';
import { understand } from '../../../src/relations/notation/understand';
import { reportOf } from '../../../src/relations/report/report-of';

/** The report of a cell whose rows stand in it, joined here instead of on a database. */
export function reportFor(code: string): RelationReport {
  const text = parseRelation(code);
  const analysis = analyse(understand(text, text.data?.kind === 'table' ? text.data.table : null));
  const { table } = analysis;
  if (!table) return reportOf(analysis, null, { kind: 'none' });
  const joins = analysis.decompositions.map(({ parts }) => {
    const { joinedRows, spurious } = rejoin(table, parts);
    return { spuriousRows: joinedRows === null ? null : joinedRows - table.rows.length, spurious };
  });
  return reportOf(analysis, { joins, holds: analysis.counterexamples.map(([, found]) => found === null) }, { kind: 'rows' });
}

/** A table that says the name of a course once for each student. */
export const enrolment = `Enrolment(student, course, title, grade)
student, course -> grade
course -> title

| student | course | title | grade |
|---|---|---|---|
| 1 | 101 | Mathematics | 5 |
| 2 | 101 | Mathematics | 4 |
| 1 | 102 | Physics | |`;

/** In BCNF, yet two independent facts share its rows; the second decomposition invents some. */
export const courses = `Course(course, teacher, book)
course ->> teacher

| course | teacher | book |
|---|---|---|
| Drawing | Ada | Lines |
| Drawing | Ada | Light |
| Drawing | Bo | Lines |
| Drawing | Bo | Light |
| Music | Cy | Lines |

decompose: course book; teacher book`;

/** Nothing is declared; a value looks like a list. */
export const contacts = `| id | имя | телефон |
|---|---|---|
| 1 | Аня | 111, 222 |
| 2 | Борис | 333 |
| 3 | Аня | 444 |`;

/** Many attributes and dependencies, without rows. */
export const flights = `Flight(flight, day, plane, seats, pilot, pilot_name, gate, terminal, airline, airline_name)
flight -> airline
airline -> airline_name
flight, day -> plane, pilot, gate
plane -> seats
pilot -> pilot_name
gate -> terminal`;

/** The rows contradict what is declared, and some are in the way of a key. */
export const contradicted = `Teaching(pupil, subject, tutor)
pupil, subject -> tutor
tutor -> subject

| pupil | subject | tutor |
|---|---|---|
| Mia | Chess | Ann |
| Mia | Go | Ben |
| Tom | Chess | Ben |`;
