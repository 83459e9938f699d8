import type { Binder } from '../bind';

/** What kind of thing an attribute of a class is that is no property of its mapper: `HybridExtensionType.HYBRID_PROPERTY`. */
export class ExtensionType {
  constructor(readonly name: 'HYBRID_PROPERTY' | 'HYBRID_METHOD' | 'ASSOCIATION_PROXY' | 'NOT_EXTENSION') {}
}

const values: Readonly<Record<ExtensionType['name'], string>> = { HYBRID_PROPERTY: 'HybridExtensionType', HYBRID_METHOD: 'HybridExtensionType', ASSOCIATION_PROXY: 'AssociationProxyExtensionType', NOT_EXTENSION: 'NotExtension' };

/** Binds the kinds of extensions. */
export function bindExtensionTypes(binder: Binder): void {
  binder.class<ExtensionType>({
    name: 'InspectionAttrExtensionType',
    module: 'sqlalchemy.orm.base',
    of: ExtensionType,
    attributes: { name: (self) => self.name, value: (self) => self.name },
    comparisons: { '==': (self, other) => other instanceof ExtensionType && other.name === self.name, '!=': (self, other) => !(other instanceof ExtensionType) || other.name !== self.name },
    repr: (self) => `<${values[self.name]}.${self.name}: '${self.name}'>`,
    str: (self) => `${values[self.name]}.${self.name}`,
  });
}
