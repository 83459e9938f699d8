import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Integer, String_, Text } from '../../../src/orm/sql/types/standard';

/** The tables of the oracle's model `company`. */
export function company() {
  const metadata = new MetaData();
  const id = (): Column => new Column('id', Integer, { primaryKey: true });
  const name = (): Column => new Column('name', new String_(50), { nullable: false, index: true });
  const required = { nullable: false };
  const employeeProject = new Table(
    'employee_project', metadata, new Column('employee_id', Integer, new ForeignKey('employees.id', { ondelete: 'CASCADE' }), { primaryKey: true }),
    new Column('project_id', Integer, new ForeignKey('projects.id', { ondelete: 'CASCADE' }), { primaryKey: true }),
  ); // prettier-ignore
  const departments = new Table('departments', metadata, id(), name());
  const employees = new Table(
    'employees', metadata, id(), name(), new Column('salary', Integer, { ...required, default: 1000 }), new Column('department_id', new ForeignKey('departments.id')),
    new Column('manager_id', new ForeignKey('employees.id')),
  ); // prettier-ignore
  const profiles = new Table(
    'profiles', metadata, id(), new Column('phone', new String_(100), required), new Column('bio', Text),
    new Column('employee_id', new ForeignKey('employees.id'), { ...required, unique: true }),
  ); // prettier-ignore
  const projects = new Table('projects', metadata, id(), name());
  return { metadata, employeeProject, departments, employees, profiles, projects };
}
