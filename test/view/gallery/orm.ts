import type { DiagramColumn, MappedObject, SchemaDiagram, SessionObjects } from '../../../src/cells/output';

const object = (name: string, identity: string | null, state: MappedObject['state'], fields: Partial<MappedObject> = {}): MappedObject => ({ class: name, identity, state, expired: false, toBeDeleted: false, changes: [], ...fields });

/** A session with an object in each state, and one object outside. */
export const heldObjects: readonly SessionObjects[] = [
  {
    session: 'session',
    objects: [
      object('Address', null, 'pending', { changes: [{ attribute: 'email', from: null, to: "'new@example.org'" }, { attribute: 'user', from: null, to: '<User #2>' }] }),
      object('User', '2', 'persistent', { changes: [{ attribute: 'fullname', from: 'None', to: "'Bo Berg'" }, { attribute: 'addresses', from: '[<Address #2>]', to: '[<Address #2>, <Address>]' }] }),
      object('User', '3', 'persistent', { toBeDeleted: true }),
      object('Address', '7', 'deleted'),
      object('User', '1', 'persistent', { expired: true }),
    ],
    more: 12,
  },
  { session: null, objects: [object('User', '4', 'detached'), object('User', null, 'transient', { changes: [{ attribute: 'name', from: null, to: "'loose'" }] })], more: 0 },
];

const column = (name: string, type: string, keys: DiagramColumn['keys'] = [], nullable = false): DiagramColumn => ({ name, type, keys, nullable });

/** Four tables: a one-to-many, a one-to-one, a self-reference, an association. */
export const shopDiagram: SchemaDiagram = {
  of: 'database',
  mermaid: 'erDiagram\n  customer {\n    INTEGER id PK\n  }',
  tables: [
    { name: 'customer', columns: [column('id', 'INTEGER', ['PK']), column('email', 'VARCHAR(80)', ['UK']), column('referred_by', 'INTEGER', ['FK'], true)] },
    { name: 'passport', columns: [column('customer_id', 'INTEGER', ['PK', 'FK']), column('number', 'VARCHAR(9)', ['UK'])] },
    { name: 'purchase', columns: [column('id', 'INTEGER', ['PK']), column('customer_id', 'INTEGER', ['FK'], true), column('placed', 'TIMESTAMP WITHOUT TIME ZONE')] },
    { name: 'purchase_line', columns: [column('purchase_id', 'INTEGER', ['PK', 'FK']), column('product_id', 'INTEGER', ['PK', 'FK']), column('amount', 'NUMERIC(10, 2)')] },
    { name: 'product', columns: [column('id', 'INTEGER', ['PK']), column('title', 'TEXT')] },
  ],
  links: [
    { from: 'customer', columns: ['referred_by'], to: 'customer', optional: true, unique: false },
    { from: 'passport', columns: ['customer_id'], to: 'customer', optional: false, unique: true },
    { from: 'purchase', columns: ['customer_id'], to: 'customer', optional: true, unique: false },
    { from: 'purchase_line', columns: ['purchase_id'], to: 'purchase', optional: false, unique: false },
    { from: 'purchase_line', columns: ['product_id'], to: 'product', optional: false, unique: false },
  ],
};
