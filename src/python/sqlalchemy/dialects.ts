import type { Dialect } from '../../orm/dialect/dialect';
import { addMembers } from '../native/define';
import { hostClass, PyHost } from '../bridge/host-class';
import type { PyType } from '../objects/object';
import type { Binder } from './bind';

/** Binds dialects: they are records, known by what they can. */
export function bindDialects(binder: Binder): PyType {
  const dialect = hostClass<Dialect>({ name: 'Dialect', module: 'sqlalchemy.engine.interfaces', is: (host): host is Dialect => isDialect(host) });
  addMembers<PyHost<Dialect>>(dialect.type, {
    accepts: (value): value is PyHost<Dialect> => dialect.unwrap(value) !== undefined,
    attributes: { name: (self) => self.host.name, driver: (self) => self.host.driver, default_schema_name: (self) => self.host.defaultSchema, max_identifier_length: () => 63 },
  });
  binder.bridge.recognises(isDialect, (host) => dialect.wrap(host as Dialect));
  return dialect.type;
}

function isDialect(host: object): boolean {
  return 'driver' in host && 'resultProcessor' in host;
}
