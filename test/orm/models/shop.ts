import { Column } from '../../../src/orm/sql/schema/column';
import { CheckConstraint } from '../../../src/orm/sql/schema/constraints';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Date_, Integer, Numeric, String_ } from '../../../src/orm/sql/types/standard';

/** The tables of the oracle's model `shop`. */
export function shop() {
  const metadata = new MetaData();
  const id = (): Column => new Column('id', Integer, { primaryKey: true });
  const required = { nullable: false };
  const productTag = new Table(
    'product_tag', metadata, new Column('product_id', new ForeignKey('products.id'), { primaryKey: true }),
    new Column('tag_id', new ForeignKey('tags.id'), { primaryKey: true }),
  ); // prettier-ignore
  const customers = new Table('customers', metadata, id(), new Column('name', new String_(50), required), new Column('city', new String_(50)));
  const orders = new Table(
    'orders', metadata, id(), new Column('customer_id', new ForeignKey('customers.id')), new Column('status', new String_(20), { ...required, default: 'new' }),
    new Column('placed_on', Date_, required),
  ); // prettier-ignore
  const items = new Table(
    'items', metadata, id(), new Column('order_id', new ForeignKey('orders.id'), required), new Column('product_id', new ForeignKey('products.id'), required),
    new Column('qty', Integer, { ...required, default: 1 }),
  ); // prettier-ignore
  const stock = new CheckConstraint('stock >= 0', { name: 'ck_products_stock' });
  const products = new Table(
    'products', metadata, id(), new Column('sku', new String_(20), { ...required, unique: true }), new Column('title', new String_(80), required),
    new Column('price', new Numeric(10, 2), required), new Column('stock', Integer, { ...required, serverDefault: '0' }), stock,
  ); // prettier-ignore
  const tags = new Table('tags', metadata, id(), new Column('name', new String_(30), { ...required, unique: true }));
  return { metadata, productTag, customers, orders, items, products, tags };
}
