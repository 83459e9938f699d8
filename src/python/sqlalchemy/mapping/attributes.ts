import { memberOf } from '../arguments';
import { MappedEntity } from '../../../orm/map/entity';
import { RelationshipAttribute } from '../../../orm/map/relationship-attribute';
import type { Property } from '../../../orm/map/mapper';
import { attributeName } from '../../../orm/map/property';
import type { ColumnElement } from '../../../orm/sql/elements';
import { Column } from '../../../orm/sql/schema/column';
import type { PyObject, Value } from '../../objects/object';
import { addressOf } from '../../protocol/text';
import type { Binder } from '../bind';
import { columnMethodsOf, columnOperators, comparatorMethod, itemOf } from '../expressions';
import { methods } from '../rows';
import { keyedDict } from './collections';
import { Backref, DeclaredExpression, DeclaredRelationship, KeyedDict, MappedColumn } from './declarations';
import { ExtensionType } from './extension-type';
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
      property: (self) => propertyOf(self),
      parent: (self) => (self.entity.isAliased ? self.entity : self.entity.mapper),
      class_: (self) => self.entity.mapper.entity.target,
      expression: (self) => self.element,
      comparator: (self) => new ColumnComparator(self),
      table: (self) => memberOf(self.element, 'table'),
      foreign_keys: (self) => memberOf(self.element, 'foreignKeys') ?? [],
      nullable: (self) => memberOf(self.element, 'nullable'),
      primary_key: (self) => memberOf(self.element, 'primaryKey'),
      default: (self) => memberOf(self.element, 'default'),
      info: (self) => infoOf(self),
      doc: (self) => docOf(self),
      is_attribute: () => true,
      is_instance: () => false,
      is_mapper: () => false,
      extension_type: () => new ExtensionType('NOT_EXTENSION'),
    },
    attribute: (self, name) => comparatorMethod(self.element, name),
    item: (self, key) => itemOf(self.element, key),
    str: (self) => `${self.entity.shortName}.${self.key}`,
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
      info: (self) => self.relationship.options.info ?? {},
      doc: (self) => self.relationship.options.doc ?? null,
      is_attribute: () => true,
      extension_type: () => new ExtensionType('NOT_EXTENSION'),
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
    repr: (self): string => `<AliasedClass at ${addressOf(binder.bridge.toPython(self) as PyObject)}; ${self.mapper.entity.name}>`,
  });
  classes.showAlias = (entity) => alias.wrap(entity);
  binder.bridge.showsAs(MappedEntity, (host) => classes.shown(host as MappedEntity));
  binder.class<ColumnComparator>({
    name: 'Comparator',
    module: 'sqlalchemy.orm.properties',
    of: ColumnComparator,
    methods: columnMethodsOf<ColumnComparator>((self) => self.attribute.element),
    ...columnOperators<ColumnComparator>((self) => self.attribute.element),
    attributes: { expression: (self) => self.attribute.element, property: (self) => propertyOf(self.attribute) },
  });
  bindDeclared(binder);
  return { InstrumentedAttribute: column.type, RelationshipAttribute: related.type, AliasedClass: alias.type };
}

/** What the operators of a column attribute mean: `User.name.comparator`. */
class ColumnComparator {
  constructor(readonly attribute: ColumnAttribute) {}
}

function propertyOf({ entity: { mapper }, key }: ColumnAttribute): Property | undefined {
  return mapper.properties.get(mapper.realKey(key));
}

/** What a program says that an attribute is, or its column. */
function docOf(attribute: ColumnAttribute): string | null {
  const property = propertyOf(attribute);
  if (property?.kind !== 'column') return null;
  return property.options.doc ?? (property.column instanceof Column ? (property.column.options.doc ?? null) : null);
}

/** What a program noted about an attribute, or about its column. */
function infoOf(attribute: ColumnAttribute): unknown {
  const property = propertyOf(attribute);
  return (property?.kind === 'column' ? property.options.info : null) ?? memberOf(attribute.element, 'info') ?? {};
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
  binder.class<KeyedDict>({ name: 'KeyFuncDict', module: 'sqlalchemy.orm.mapped_collection', of: KeyedDict, call: (self) => keyedDict(self.keying) });
}
