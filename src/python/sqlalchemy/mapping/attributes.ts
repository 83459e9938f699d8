import { memberOf } from '../arguments';
import { MappedEntity } from '../../../orm/map/entity';
import { RelationshipAttribute } from '../../../orm/map/relationship-attribute';
import { attributeName } from '../../../orm/map/property';
import type { ColumnElement } from '../../../orm/sql/elements';
import type { Value } from '../../objects/object';
import type { Binder } from '../bind';
import { columnMethodsOf, columnOperators, comparatorMethod, itemOf } from '../expressions';
import { methods } from '../rows';
import { Backref, DeclaredExpression, DeclaredRelationship, KeyedDict, MappedColumn } from './declarations';
import { ColumnAttribute, type MappedClasses } from './mapped-classes';

const ATTRIBUTES = 'sqlalchemy.orm.attributes';

/** Binds attributes of classes, aliases, and what class bodies hold. */
export function bindAttributes(binder: Binder, classes: MappedClasses): Record<string, Value> {
  const column = binder.class<ColumnAttribute>({
    name: 'InstrumentedAttribute',
    module: ATTRIBUTES,
    of: ColumnAttribute,
    methods: { ...columnMethodsOf<ColumnAttribute>((self) => self.element) },
    ...columnOperators<ColumnAttribute>((self) => self.element),
    attributes: {
      key: (self) => self.key,
      name: (self) => (typeof self.element.name === 'string' ? self.element.name : self.key),
      type: (self) => self.element.type,
      property: (self) => self.entity.mapper.properties.get(self.entity.mapper.realKey(self.key)),
      parent: (self) => (self.entity.isAliased ? self.entity : self.entity.mapper),
      class_: (self) => self.entity.mapper.entity.target,
      expression: (self) => self.element,
      comparator: (self) => self.element,
      table: (self) => memberOf(self.element, 'table'),
      foreign_keys: (self) => memberOf(self.element, 'foreignKeys') ?? [],
      nullable: (self) => memberOf(self.element, 'nullable'),
      primary_key: (self) => memberOf(self.element, 'primaryKey'),
      default: (self) => memberOf(self.element, 'default'),
    },
    attribute: (self, name) => comparatorMethod(self.element, name),
    item: (self, key) => itemOf(self.element, key),
    str: (self) => `${self.entity.shortName}.${self.key}`,
    repr: (self) => `<${ATTRIBUTES}.InstrumentedAttribute ${self.entity.shortName}.${self.key}>`,
  });
  const related = binder.class<RelationshipAttribute>({
    name: 'InstrumentedAttribute',
    module: ATTRIBUTES,
    of: RelationshipAttribute,
    methods: methods<RelationshipAttribute>()({
      'any(criterion=None, **kwargs)': (self, criterion, values) => self.any(criterion, values),
      'has(criterion=None, **kwargs)': (self, criterion, values) => self.has(criterion, values),
      'contains(other)': (self, other) => self.contains(other),
      'of_type(class_)': (self, target) => self.ofType(target),
      'and_(*criteria)': (self, criteria) => self.and_(...criteria),
      'in_(other)': (self, other) => self.in_(other),
      'is_(other)': (self, other) => self.eq(other),
      'is_not(other)': (self, other) => self.ne(other),
    }),
    comparisons: { '==': (self, other) => self.eq(other), '!=': (self, other) => self.ne(other) },
    attributes: {
      key: (self) => self.key,
      property: (self) => self.relationship,
      parent: (self) => (self.parent.isAliased ? self.parent : self.parent.mapper),
      class_: (self) => self.parent.mapper.entity.target,
      mapper: (self) => self.relationship.target,
      entity: (self) => self.target,
    },
    str: (self) => attributeName(self.relationship.parent, self.key),
  });
  const alias = binder.class<MappedEntity>({
    name: 'AliasedClass',
    module: 'sqlalchemy.orm.util',
    of: MappedEntity,
    attribute: (self, name) => {
      const sub = self.subclass(name);
      if (sub) return sub;
      const attribute = self.attribute(name);
      return attribute ? classes.attributeOf(self, name, attribute) : undefined;
    },
    repr: (self) => `<AliasedClass; ${self.mapper.entity.name}>`,
  });
  classes.showAlias = (entity) => alias.wrap(entity);
  binder.bridge.showsAs(MappedEntity, (host) => classes.shown(host as MappedEntity));
  bindDeclared(binder);
  return { InstrumentedAttribute: column.type, RelationshipAttribute: related.type, AliasedClass: alias.type };
}

function bindDeclared(binder: Binder): void {
  binder.class<MappedColumn>({
    name: 'MappedColumn',
    module: 'sqlalchemy.orm.properties',
    of: MappedColumn,
    methods: columnMethodsOf<MappedColumn>((self) => self.column),
    ...columnOperators<MappedColumn>((self) => self.column),
    attributes: { column: (self) => self.column, name: (self) => self.column.name, type: (self) => self.column.type },
    truth: (self) => self.column.truth(),
  });
  binder.class<DeclaredRelationship>({ name: '_RelationshipDeclared', module: 'sqlalchemy.orm.relationships', of: DeclaredRelationship, attributes: { argument: (self) => self.argument } });
  const element = (self: DeclaredExpression): ColumnElement => {
    const [first] = self.columns;
    return first instanceof MappedColumn ? first.column : (first as ColumnElement);
  };
  binder.class<DeclaredExpression>({
    name: 'MappedSQLExpression',
    module: 'sqlalchemy.orm.properties',
    of: DeclaredExpression,
    methods: columnMethodsOf<DeclaredExpression>(element),
    ...columnOperators<DeclaredExpression>(element),
    attributes: { expression: element },
  });
  binder.class<Backref>({ name: '_Backref', module: 'sqlalchemy.orm', of: Backref });
  binder.class<KeyedDict>({ name: 'KeyFuncDict', module: 'sqlalchemy.orm.mapped_collection', of: KeyedDict });
}
