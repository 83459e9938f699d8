import { Registry } from '../../../../src/orm/map/registry';
import { Column } from '../../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../../src/orm/sql/schema/metadata';
import { Table } from '../../../../src/orm/sql/schema/table';
import { Integer, String_ } from '../../../../src/orm/sql/types/standard';
import { mapped, related, type TestClass } from '../../map/models';
import type { Kind } from './world';

/** The mapped classes of the model test, by the kinds of its things, with their tables in the order in which rows may be deleted. */
export interface Classes {
  readonly metadata: MetaData;
  readonly of: Readonly<Record<Kind, TestClass>>;
  readonly tables: readonly string[];
}

/** Shelves have books, which can do without one; books own chapters, which cannot; shelves and labels have several of each other. */
export function mappedClasses(): Classes {
  const metadata = new MetaData();
  const columns = (): Column[] => [new Column('id', Integer, { primaryKey: true }), new Column('name', new String_(30), { nullable: false })];
  const shelf = new Table('shelf', metadata, ...columns());
  const book = new Table('book', metadata, ...columns(), new Column('shelf_id', new ForeignKey('shelf.id')));
  const chapter = new Table('chapter', metadata, ...columns(), new Column('book_id', new ForeignKey('book.id'), { nullable: false }));
  const label = new Table('label', metadata, ...columns());
  new Table('shelf_label', metadata, new Column('shelf_id', new ForeignKey('shelf.id'), { primaryKey: true }), new Column('label_id', new ForeignKey('label.id'), { primaryKey: true }));
  const registry = new Registry({ metadata });
  const of = {
    shelf: mapped(registry, 'Shelf', shelf, {
      books: related('Book', { backPopulates: 'shelf', orderBy: 'Book.id' }),
      labels: related('Label', { secondary: 'shelf_label', backPopulates: 'shelves', orderBy: 'Label.id' }),
    }),
    book: mapped(registry, 'Book', book, {
      shelf: related('Shelf', { backPopulates: 'books' }),
      chapters: related('Chapter', { backPopulates: 'book', orderBy: 'Chapter.id', cascade: 'all, delete-orphan' }),
    }),
    chapter: mapped(registry, 'Chapter', chapter, { book: related('Book', { backPopulates: 'chapters' }) }),
    label: mapped(registry, 'Label', label, { shelves: related('Shelf', { secondary: 'shelf_label', backPopulates: 'labels', orderBy: 'Shelf.id' }) }),
  };
  return { metadata, of, tables: ['shelf_label', 'chapter', 'book', 'shelf', 'label'] };
}
