import type { Flow } from '../../flow';
import { addMembers, define } from '../../native/define';
import type { PyHost } from '../../bridge/host-class';
import { PyType, type Value } from '../../objects/object';
import { call } from '../../protocol/call';
import type { Binder } from '../bind';
import { typeOf } from '../../objects/builtin-types';

/** `@declared_attr`: a function of the class that gives a declaration, or with `.directive` a value. */
export class DeclaredAttr {
  constructor(
    readonly fn: Value,
    readonly isDirective = false,
    readonly isCascading = false,
  ) {}
}

/** The function that a decorator was put on; of a class method the function itself. */
function functionOf(binder: Binder, given: unknown): Value {
  const value = binder.bridge.toPython(given);
  const func = value !== null && typeof value === 'object' && 'func' in value ? (value.func as Value) : value;
  return func;
}

/** Binds `declared_attr`. */
export function bindDeclaredAttr(binder: Binder): PyType {
  const made = binder.class<DeclaredAttr>({
    name: 'declared_attr',
    module: 'sqlalchemy.orm.decl_api',
    of: DeclaredAttr,
    construct: (_, [fn]) => new DeclaredAttr(functionOf(binder, fn)),
  });
  addMembers<PyHost<DeclaredAttr>>(made.type, {
    accepts: (value): value is PyHost<DeclaredAttr> => made.unwrap(value) !== undefined,
    methods: {
      '__get__(instance, owner=None, /)': function* (self, instance, owner): Flow<Value> {
        return yield* call(self.host.fn, [owner instanceof PyType ? owner : typeOf(instance)]);
      },
    },
  });
  const decorator = (name: string, make: (fn: Value) => DeclaredAttr): Value => define(`${name}(fn, /)`, (fn) => binder.bridge.toPython(make(functionOf(binder, binder.bridge.toOrm(fn)))));
  made.type.assign('directive', decorator('directive', (fn) => new DeclaredAttr(fn, true)));
  made.type.assign('cascading', decorator('cascading', (fn) => new DeclaredAttr(fn, false, true)));
  return made.type;
}
