import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Boolean_, Date_, Integer, String_ } from '../../../src/orm/sql/types/standard';

/** The tables of the oracle's model `library`. */
export function library() {
  const metadata = new MetaData();
  const id = (): Column => new Column('id', Integer, { primaryKey: true });
  const required = { nullable: false };
  const authors = new Table('authors', metadata, id(), new Column('name', new String_(80), required), new Column('born', Integer));
  const books = new Table(
    'books', metadata, id(), new Column('title', new String_(120), required), new Column('year', Integer, required), new Column('pages', Integer),
    new Column('author_id', new ForeignKey('authors.id'), required),
  ); // prettier-ignore
  const members = new Table('members', metadata, id(), new Column('name', new String_(60), required), new Column('email', new String_(100), { ...required, unique: true }));
  const cards = new Table(
    'cards', metadata, id(), new Column('number', new String_(12), { ...required, unique: true }),
    new Column('member_id', new ForeignKey('members.id'), { ...required, unique: true }),
  ); // prettier-ignore
  const loans = new Table(
    'loans', metadata, new Column('book_id', new ForeignKey('books.id'), { primaryKey: true }), new Column('member_id', new ForeignKey('members.id'), { primaryKey: true }),
    new Column('taken_on', Date_, required), new Column('returned', Boolean_, { ...required, default: false }),
  ); // prettier-ignore
  return { metadata, authors, books, members, cards, loans };
}
