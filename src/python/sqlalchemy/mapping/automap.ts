import { sourceModule } from '../../modules/source-module';

/** `sqlalchemy.ext.automap`: classes and relationships of tables that are there. */
export const automapModule = sourceModule(
  'sqlalchemy.ext.automap',
  String.raw`
from sqlalchemy import and_, ForeignKeyConstraint
from sqlalchemy.orm import backref, relationship, RelationshipDirection, declarative_base as _declarative_base
from sqlalchemy.orm import MANYTOMANY, MANYTOONE, ONETOMANY


class Properties:
    """Things by their names, as attributes and as items."""

    def __init__(self, data):
        self.__dict__['_data'] = data

    def __getattr__(self, name):
        try:
            return self._data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self._data[name] = value

    def __getitem__(self, name):
        return self._data[name]

    def __setitem__(self, name, value):
        self._data[name] = value

    def __contains__(self, name):
        return name in self._data

    def __iter__(self):
        return iter(list(self._data.values()))

    def __len__(self):
        return len(self._data)

    def __dir__(self):
        return list(self._data)

    def get(self, name, default=None):
        return self._data.get(name, default)

    def keys(self):
        return list(self._data)

    def values(self):
        return list(self._data.values())

    def items(self):
        return list(self._data.items())


def classname_for_table(base, tablename, table):
    return str(tablename)


def name_for_scalar_relationship(base, local_cls, referred_cls, constraint):
    return referred_cls.__name__.lower()


def name_for_collection_relationship(base, local_cls, referred_cls, constraint):
    return referred_cls.__name__.lower() + '_collection'


def generate_relationship(base, direction, return_fn, attrname, local_cls, referred_cls, **kw):
    if return_fn is backref:
        return return_fn(attrname, **kw)
    if return_fn is relationship:
        return return_fn(referred_cls, **kw)
    raise TypeError('Unknown relationship function: %s' % return_fn)


def _foreign_keys(table):
    return sorted((one for one in table.constraints if isinstance(one, ForeignKeyConstraint)), key=lambda one: [column.name for column in one.columns])


def _link(table):
    """The constraints of a table that only links two others; None for other tables."""
    constraints = _foreign_keys(table)
    if len(constraints) != 2:
        return None
    linked = {element.parent.name for one in constraints for element in one.elements}
    return constraints if linked == set(table.c.keys()) else None


class _Names:
    """The functions that a program may give for its own names."""

    def __init__(self, scalar, collection, generate, collection_class):
        self.scalar = scalar or name_for_scalar_relationship
        self.collection = collection or name_for_collection_relationship
        self.generate = generate or generate_relationship
        self.collection_class = collection_class or list


class _Plan:
    """One class, its table, and which attributes it says itself."""

    def __init__(self, cls, table):
        self.cls = cls
        self.table = table
        self.said = set(vars(cls))

    def add(self, name, made):
        if made is not None:
            self.said.add(name)
            setattr(self.cls, name, made)


def _relate(base, plan, plans, names):
    for constraint in _foreign_keys(plan.table):
        elements = constraint.elements
        referred = plans.get(elements[0].column.table)
        if referred is None or plan.cls is not referred.cls and issubclass(plan.cls, referred.cls):
            continue
        scalar = names.scalar(base, plan.cls, referred.cls, constraint)
        collection = names.collection(base, referred.cls, plan.cls, constraint)
        of_many = {'collection_class': names.collection_class}
        rule = (constraint.ondelete or '').lower()
        if all(element.parent.nullable for element in elements):
            if rule == 'set null':
                of_many['passive_deletes'] = True
        else:
            of_many['cascade'] = 'all, delete-orphan'
            if rule == 'cascade':
                of_many['passive_deletes'] = True
        local = [element.parent for element in elements]
        if scalar not in plan.said:
            own = {'foreign_keys': local, 'remote_side': [element.column for element in elements]}
            if collection not in referred.said:
                own['backref'] = names.generate(base, ONETOMANY, backref, collection, referred.cls, plan.cls, **of_many)
                referred.said.add(collection)
            else:
                own['back_populates'] = collection
            plan.add(scalar, names.generate(base, MANYTOONE, relationship, scalar, plan.cls, referred.cls, **own))
        elif collection not in referred.said:
            referred.add(collection, names.generate(base, ONETOMANY, relationship, collection, referred.cls, plan.cls, foreign_keys=local, back_populates=scalar, **of_many))


def _relate_through(base, table, constraints, plans, names):
    first, second = constraints
    plan, referred = plans.get(first.elements[0].column.table), plans.get(second.elements[0].column.table)
    if plan is None or referred is None:
        return
    name = names.collection(base, plan.cls, referred.cls, first)
    reverse = names.collection(base, referred.cls, plan.cls, second)
    joins = [and_(*[element.column == element.parent for element in one.elements]) for one in constraints]
    shared = {'collection_class': names.collection_class}
    if name not in plan.said:
        own = {'secondary': table, 'primaryjoin': joins[0], 'secondaryjoin': joins[1], **shared}
        if reverse not in referred.said:
            own['backref'] = names.generate(base, MANYTOMANY, backref, reverse, referred.cls, plan.cls, **shared)
            referred.said.add(reverse)
        else:
            own['back_populates'] = reverse
        plan.add(name, names.generate(base, MANYTOMANY, relationship, name, plan.cls, referred.cls, **own))
    elif reverse not in referred.said:
        referred.add(reverse, names.generate(base, MANYTOMANY, relationship, reverse, referred.cls, plan.cls, secondary=table, primaryjoin=joins[1], secondaryjoin=joins[0], back_populates=name, **shared))


class AutomapBase:
    """The base of classes that are mapped when their tables have been read."""

    __abstract__ = True

    def __init_subclass__(cls, **kw):
        if '__abstract__' in cls.__dict__:
            super().__init_subclass__(**kw)
        else:
            cls._waiting.append(cls)

    @classmethod
    def prepare(
        cls,
        autoload_with=None,
        engine=None,
        reflect=False,
        schema=None,
        classname_for_table=None,
        modulename_for_table=None,
        collection_class=None,
        name_for_scalar_relationship=None,
        name_for_collection_relationship=None,
        generate_relationship=None,
        reflection_options=None,
    ):
        source = engine or autoload_with
        if source is not None:
            cls.metadata.reflect(source, schema=schema, **(reflection_options or {}))
        names = _Names(name_for_scalar_relationship, name_for_collection_relationship, generate_relationship, collection_class)
        tables = cls.metadata.tables
        links = []
        plans = dict(cls._plans)
        fresh = []
        for one in cls._waiting:
            fresh.append(_Plan(one, cls._table_of(one)))
        cls._waiting.clear()
        known = {plan.table for plan in fresh} | set(plans)
        for key in sorted(tables):
            table = tables[key]
            constraints = _link(table)
            if key in cls._seen:
                continue
            cls._seen.add(key)
            if constraints is not None:
                links.append((table, constraints))
            elif len(table.primary_key.columns) > 0 and table not in known:
                body = {'__table__': table}
                module = modulename_for_table(cls, table.name, table) if modulename_for_table else None
                if module is not None:
                    body['__module__'] = module
                name = (classname_for_table or globals()['classname_for_table'])(cls, table.name, table)
                made = type(name, (cls,), body)
                cls._waiting.clear()
                if module is None:
                    cls.classes[name] = made
                cls._by_module(made)
                fresh.append(_Plan(made, table))
        for plan in fresh:
            super(AutomapBase, plan.cls).__init_subclass__()
            plans[plan.table if plan.table is not None else plan.cls.__table__] = plan
            plan.table = plan.cls.__table__
        cls._plans.update(plans)
        for plan in fresh:
            _relate(cls, plan, plans, names)
        for table, constraints in links:
            _relate_through(cls, table, constraints, plans, names)

    @classmethod
    def _table_of(cls, one):
        """The table of a class that the program wrote: of its name, with the columns that it says itself."""
        if '__table__' in vars(one) or getattr(one, '__tablename__', None) is None:
            return vars(one).get('__table__')
        table = cls.metadata.tables.get(one.__tablename__)
        says_columns = vars(one).get('__annotations__') or any(type(value).__name__ in ('Column', 'MappedColumn') for value in vars(one).values())
        if table is not None and not says_columns:
            one.__table__ = table
        elif table is not None:
            one.__table_args__ = {'extend_existing': True}
        return table

    @classmethod
    def _by_module(cls, made):
        place = cls.by_module
        for token in made.__module__.split('.'):
            if token not in place:
                place[token] = Properties({})
            place = place[token]
        place[made.__name__] = made


def automap_base(declarative_base=None, **kw):
    base = declarative_base if declarative_base is not None else _declarative_base(**kw)
    return type(
        base.__name__,
        (AutomapBase, base),
        {'__abstract__': True, 'classes': Properties({}), 'by_module': Properties({}), '_waiting': [], '_plans': {}, '_seen': set()},
    )
`,
);
