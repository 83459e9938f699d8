import {
  containsEager, defaultload, defer, immediateload, joinedload, lazyload, Load, loadOnly, LoaderCriteria, noload, raiseload, selectinload, selectinPolymorphic, subqueryload, undefer, undeferGroup, withExpression, withLoaderCriteria,
  withMixinCriteria,
} from '../../../orm/query/load-options'; // prettier-ignore
import { PyObject, PyType, type Value } from '../../objects/object';
import { asFlag, asList, asText } from '../arguments';
import type { Binder } from '../bind';
import { functions, methods } from '../rows';
import type { MappedClasses } from './mapped-classes';

function innerjoin(given: unknown): { innerjoin?: boolean | 'nested' | 'unnested' } {
  if (given === null) return {};
  return { innerjoin: typeof given === 'string' ? (given === 'unnested' ? 'unnested' : 'nested') : asFlag(given) };
}

function depth(given: unknown): { recursionDepth?: number } {
  return given === null ? {} : { recursionDepth: Number(given) };
}

/** The functions that make options of loading. */
export function loadFunctions(binder: Binder, classes: MappedClasses): ReturnType<typeof functions> {
  return functions({
    'joinedload(*keys, innerjoin=None)': (keys, inner) => joinedload(...keys, innerjoin(inner)),
    'selectinload(*keys, recursion_depth=None)': (keys, levels) => selectinload(...keys, depth(levels)),
    'subqueryload(*keys)': (keys) => subqueryload(...keys),
    'lazyload(*keys)': (keys) => lazyload(...keys),
    'immediateload(*keys, recursion_depth=None)': (keys, levels) => immediateload(...keys, depth(levels)),
    'raiseload(*keys, sql_only=False)': (keys, sqlOnly) => raiseload(...keys, { sqlOnly: asFlag(sqlOnly) }),
    'noload(*keys)': (keys) => noload(...keys),
    'defaultload(*keys)': (keys) => defaultload(...keys),
    'contains_eager(*keys, alias=None)': (keys, alias) => containsEager(...keys, alias === null ? {} : { alias }),
    'defer(key, *addl_attrs, raiseload=False)': (key, others, raise) => defer(key, ...others, { raiseload: asFlag(raise) }),
    'undefer(key, *addl_attrs)': (key, others) => undefer(key, ...others),
    'undefer_group(name)': (name) => undeferGroup(asText(name)),
    'load_only(*attrs, raiseload=False)': (attributes, raise) => loadOnly(...attributes, { raiseload: asFlag(raise) }),
    'with_expression(key, expression)': (key, expression) => withExpression(key, expression),
    'selectin_polymorphic(base_cls, classes)': (base, subclasses) => selectinPolymorphic(base, asList(subclasses)),
    'with_loader_criteria(entity_or_base, where_criteria, loader_only=False, include_aliases=False, propagate_to_loaders=True, track_closure_variables=True)': (target, criteria, _loaderOnly, includeAliases, propagates) => {
      const options = { includeAliases: asFlag(includeAliases), propagateToLoaders: asFlag(propagates) };
      // A lambda gets the class that is met.
      const given = criteria instanceof PyObject && !(criteria instanceof PyType) ? (cls: unknown): unknown => binder.bridge.callNow(criteria, [cls]) : criteria;
      if (!(target instanceof PyType)) return withLoaderCriteria(target, given, options);
      return withMixinCriteria((mapper) => (mapper.entity.target as PyType).isSubclassOf(target) && classes.find(mapper.entity.target as PyType) === mapper, given, options);
    },
  });
}

/** Binds options of loading. */
export function bindLoadOptions(binder: Binder): Record<string, Value> {
  const load = binder.class<Load>({
    name: 'Load',
    module: 'sqlalchemy.orm.strategy_options',
    of: Load,
    construct: (_, [entity]) => Load.of(entity),
    methods: methods<Load>()({
      'joinedload(attr, innerjoin=None)': (self, attribute, inner) => self.joinedload(attribute, innerjoin(inner)),
      'selectinload(attr, recursion_depth=None)': (self, attribute, levels) => self.selectinload(attribute, depth(levels)),
      'subqueryload(attr)': (self, attribute) => self.subqueryload(attribute),
      'lazyload(attr)': (self, attribute) => self.lazyload(attribute),
      'immediateload(attr, recursion_depth=None)': (self, attribute, levels) => self.immediateload(attribute, depth(levels)),
      'raiseload(attr, sql_only=False)': (self, attribute, sqlOnly) => self.raiseload(attribute, { sqlOnly: asFlag(sqlOnly) }),
      'noload(attr)': (self, attribute) => self.noload(attribute),
      'defaultload(attr)': (self, attribute) => self.defaultload(attribute),
      'contains_eager(attr, alias=None)': (self, attribute, alias) => self.containsEager(attribute, alias === null ? {} : { alias }),
      'defer(key, raiseload=False)': (self, attribute, raise) => self.defer(attribute, { raiseload: asFlag(raise) }),
      'undefer(key)': (self, attribute) => self.undefer(attribute),
      'undefer_group(name)': (self, name) => self.undeferGroup(asText(name)),
      'load_only(*attrs, raiseload=False)': (self, attributes, raise) => self.loadOnly(...attributes, { raiseload: asFlag(raise) }),
      'with_expression(key, expression)': (self, key, expression) => self.withExpression(key, expression),
      'selectin_polymorphic(classes)': (self, subclasses) => self.selectinPolymorphic(asList(subclasses)),
      'options(*opts)': (self, options) => self.options(...(options as readonly Load[])),
    }),
  });
  const criteria = binder.class<LoaderCriteria>({ name: 'LoaderCriteriaOption', module: 'sqlalchemy.orm.util', of: LoaderCriteria });
  return { Load: load.type, LoaderCriteriaOption: criteria.type };
}
