import { Bundle, type BundleRow } from '../../../orm/map/bundle';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import type { PyType, Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { asFlag, asText } from '../arguments';
import type { Binder } from '../bind';

/** The columns of a bundle: `bundle.c.name`. */
class BundleColumns {
  constructor(readonly bundle: Bundle) {}
}

/** Binds bundles. Classes derived from `Bundle` may make what they like of a row. */
export function bindBundles(binder: Binder): PyType {
  const { bridge } = binder;
  const bound = binder.class<Bundle>({
    name: 'Bundle',
    module: 'sqlalchemy.orm.util',
    of: Bundle,
    subclassable: true,
    construct: (cls, [name, ...columns], { single_entity: single }) => {
      const isOwn = cls.lookup('create_row_processor') !== undefined;
      const made: Bundle = new Bundle(asText(name), columns, { singleEntity: asFlag(single), ...(isOwn ? { row: (values, names) => row(values, names) } : {}) });
      const row = isOwn ? ownRows(binder, made) : (values: readonly unknown[]): unknown => values;
      return made;
    },
    attributes: { name: (self) => self.name, c: (self) => new BundleColumns(self), columns: (self) => new BundleColumns(self), single_entity: (self) => self.options.singleEntity ?? false },
  });
  binder.class<BundleColumns>({ name: 'ReadOnlyColumnCollection', module: 'sqlalchemy.sql.base', of: BundleColumns, attribute: (self, name) => self.bundle.c[name] });
  bridge.shows(Bundle, bound);
  return bound.type;
}

/** What `create_row_processor()` makes of rows: it is asked once. */
function ownRows(binder: Binder, bundle: Bundle): BundleRow {
  const { bridge } = binder;
  let processor: Value | undefined;
  const make = (names: readonly string[]): Value => {
    const processors = names.map((_, place) => define('processor(row, /)', (given) => (given as PyTuple).items[place] ?? null));
    const asking = define('create_row_processor()', function* (): Flow<Value> {
      const method = yield* getAttribute(bridge.toPython(bundle), 'create_row_processor');
      return yield* call(method, [null, new PyList(processors), new PyList([...names])]);
    });
    return bridge.runtime.callNow(asking);
  };
  return (values, names) => bridge.runtime.callNow((processor ??= make(names)), [new PyTuple(values.map((value) => bridge.toPython(value)))]);
}
