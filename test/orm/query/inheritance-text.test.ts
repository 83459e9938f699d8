import { Registry } from '../../../src/orm/map/registry';
import { withPolymorphic } from '../../../src/orm/query/aliased';
import { callFunction } from '../../../src/orm/sql/functions';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { select } from '../../../src/orm/sql/select';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { mapped, related } from '../map/models';
import { aliasOf, column as c, entity as e, flat, relation as r } from './program';

/** The documentation's company: joined inheritance, and single-table inheritance. */
function firm() {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const id = (): Column => new Column('id', Integer, { primaryKey: true });
  const text = (name: string): Column => new Column(name, new String_(30));
  const company = new Table('company', metadata, id(), text('name'));
  const employee = new Table('employee', metadata, id(), text('name'), text('type'), new Column('company_id', new ForeignKey('company.id')));
  const manager = new Table('manager', metadata, new Column('id', new ForeignKey('employee.id'), { primaryKey: true }), text('manager_name'));
  const engineer = new Table('engineer', metadata, new Column('id', new ForeignKey('employee.id'), { primaryKey: true }), text('engineer_info'));
  const vehicle = new Table('vehicle', metadata, id(), text('kind'), new Column('owner_id', new ForeignKey('company.id')));
  const Company = mapped(registry, 'Company', company, { employees: related('Employee', { backPopulates: 'company' }), cars: related('Car') });
  const Employee = mapped(registry, 'Employee', employee, { company: related('Company', { backPopulates: 'employees' }) }, { polymorphicOn: 'type', polymorphicIdentity: 'employee' });
  const Manager = mapped(registry, 'Manager', manager, {}, { inherits: Employee.mapper, polymorphicIdentity: 'manager' });
  const Engineer = mapped(registry, 'Engineer', engineer, {}, { inherits: Employee.mapper, polymorphicIdentity: 'engineer' });
  const Vehicle = mapped(registry, 'Vehicle', vehicle, {}, { polymorphicOn: 'kind', polymorphicIdentity: 'vehicle' });
  const Car = mapped(registry, 'Car', null, {}, { inherits: Vehicle.mapper, polymorphicIdentity: 'car' });
  return { Company, Employee, Manager, Engineer, Vehicle, Car };
}

const { Company, Employee, Manager, Engineer, Vehicle, Car } = firm();
const staff = withPolymorphic(e(Employee), [e(Engineer), e(Manager)]);
const flatStaff = withPolymorphic(e(Employee), '*', { flat: true });
const aliasedManager = aliasOf(Manager);
const flatManager = aliasOf(Manager, null, { flat: true });
const van = aliasOf(Car);

const texts: readonly (readonly [string, () => { toString(): string }, string])[] = [
  ['a joined subclass', () => select(e(Manager)), 'SELECT manager.id, employee.id AS id_1, employee.name, employee.type, employee.company_id, manager.manager_name FROM employee JOIN manager ON employee.id = manager.id'],
  ['an inherited column of a subclass', () => select(c(Manager, 'name')), 'SELECT employee.name FROM employee JOIN manager ON employee.id = manager.id'],
  ['an alias of a joined subclass', () => select(c(aliasedManager, 'name'), c(aliasedManager, 'manager_name')),
    'SELECT anon_1.employee_name, anon_1.manager_manager_name FROM (SELECT employee.id AS employee_id, employee.name AS employee_name, employee.type AS employee_type, employee.company_id AS employee_company_id, manager.id AS manager_id, manager.manager_name AS manager_manager_name FROM employee JOIN manager ON employee.id = manager.id) AS anon_1'],
  ['a flat alias of it', () => select(c(flatManager, 'name'), c(flatManager, 'manager_name')), 'SELECT employee_1.name, manager_1.manager_name FROM employee AS employee_1 JOIN manager AS manager_1 ON employee_1.id = manager_1.id'],
  ['a join to a subclass', () => select(c(Company, 'name')).join(r(Company, 'employees').ofType(e(Manager))), 'SELECT company.name FROM company JOIN (employee JOIN manager ON employee.id = manager.id) ON company.id = employee.company_id'],
  ['a join to a flat alias of a subclass', () => select(c(Company, 'name')).join(r(Company, 'employees').ofType(flatManager)), 'SELECT company.name FROM company JOIN (employee AS employee_1 JOIN manager AS manager_1 ON employee_1.id = manager_1.id) ON company.id = employee_1.company_id'],
  ['a join from a subclass', () => select(c(Manager, 'manager_name')).join(r(Manager, 'company')), 'SELECT manager.manager_name FROM employee JOIN manager ON employee.id = manager.id JOIN company ON company.id = employee.company_id'],
  ['any of a subclass', () => select(c(Company, 'id')).where(r(Company, 'employees').ofType(e(Engineer)).any(c(Engineer, 'engineer_info').eq('x'))),
    'SELECT company.id FROM company WHERE EXISTS (SELECT 1 FROM employee JOIN engineer ON employee.id = engineer.id WHERE company.id = employee.company_id AND engineer.engineer_info = :engineer_info_1)'],
  ['with_polymorphic', () => select(staff).where(c(staff, 'name').eq('x')),
    'SELECT employee.id, employee.name, employee.type, employee.company_id, manager.id AS id_1, manager.manager_name, engineer.id AS id_2, engineer.engineer_info FROM employee LEFT OUTER JOIN manager ON employee.id = manager.id LEFT OUTER JOIN engineer ON employee.id = engineer.id WHERE employee.name = :name_1'],
  ['an attribute of a subclass of it', () => select(c(staff, 'name')).where(c(staff.subclass('Engineer') ?? staff, 'engineer_info').eq('x')),
    'SELECT employee.name FROM employee LEFT OUTER JOIN manager ON employee.id = manager.id LEFT OUTER JOIN engineer ON employee.id = engineer.id WHERE engineer.engineer_info = :engineer_info_1'],
  ['a flat one in a join', () => select(c(Company, 'name')).join(r(Company, 'employees').ofType(flatStaff)),
    'SELECT company.name FROM company JOIN (employee AS employee_1 LEFT OUTER JOIN manager AS manager_1 ON employee_1.id = manager_1.id LEFT OUTER JOIN engineer AS engineer_1 ON employee_1.id = engineer_1.id) ON company.id = employee_1.company_id'],
  ['a class in its parent\'s table', () => select(c(Car, 'id')), 'SELECT vehicle.id FROM vehicle WHERE vehicle.kind IN (__[POSTCOMPILE_kind_1])'],
  ['a function of it', () => select(callFunction('count', [c(Car, 'id')])), 'SELECT count(vehicle.id) AS count_1 FROM vehicle WHERE vehicle.kind IN (__[POSTCOMPILE_kind_1])'],
  ['a label of an inherited column', () => select(c(Manager, 'name').label('n')), 'SELECT employee.name AS n FROM employee JOIN manager ON employee.id = manager.id'],
  ['its parent', () => select(c(Vehicle, 'id')), 'SELECT vehicle.id FROM vehicle'],
  ['an alias of it', () => select(c(van, 'id')), 'SELECT vehicle_1.id FROM vehicle AS vehicle_1 WHERE vehicle_1.kind IN (__[POSTCOMPILE_kind_1])'],
  ['conditions of the program come first', () => select(c(Car, 'id')).where(c(Car, 'id').gt(1)), 'SELECT vehicle.id FROM vehicle WHERE vehicle.id > :id_1 AND vehicle.kind IN (__[POSTCOMPILE_kind_1])'],
  ['a join to it along a relationship', () => select(c(Company, 'id')).join(r(Company, 'cars')), 'SELECT company.id FROM company JOIN vehicle ON company.id = vehicle.owner_id AND vehicle.kind IN (__[POSTCOMPILE_kind_1])'],
  ['an outer join to it', () => select(c(Company, 'id')).outerjoin(e(Car)), 'SELECT company.id FROM company LEFT OUTER JOIN vehicle ON company.id = vehicle.owner_id AND vehicle.kind IN (__[POSTCOMPILE_kind_1])'],
  ['any of it', () => select(c(Company, 'id')).where(r(Company, 'cars').any()), 'SELECT company.id FROM company WHERE EXISTS (SELECT 1 FROM vehicle WHERE company.id = vehicle.owner_id AND vehicle.kind IN (__[POSTCOMPILE_kind_1]))'],
  ['it in a subquery', () => select(select(c(Car, 'id')).subquery()), 'SELECT anon_1.id FROM (SELECT vehicle.id AS id FROM vehicle WHERE vehicle.kind IN (__[POSTCOMPILE_kind_1])) AS anon_1'],
]; // prettier-ignore

test.each(texts)('%s', (_, make, expected) => {
  expect(flat(make().toString())).toBe(expected);
});
