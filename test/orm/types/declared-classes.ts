import { int, json, longText, makeBase, many, numeric, one, select, str, type Decimal } from '../../../src/orm';

/* What tsc must accept, and what it must refuse: an expectation of an error that does not come is an error itself. */

const Base = makeBase();

const User = Base.table('user_account', {
  id: int().pk(), name: str(30), fullname: str().null(),
  addresses: () => many(Address, 'user', { cascade: 'all, delete-orphan' }),
}); // prettier-ignore
const Address = Base.table('address', {
  id: int().pk(), email: str(), userId: int('user_id').fk('user_account.id'),
  user: () => one(User, 'addresses'),
}); // prettier-ignore
type User = InstanceType<typeof User>;

/** Takes a value of exactly this type: neither a wider nor a narrower one. */
type Exactly<T> = { readonly take: (value: T) => T };
const exactly = <T>(value: T): Exactly<T> => ({ take: () => value });

export function attributesHaveTheTypesOfTheirColumns(user: User): unknown[] {
  const types: [Exactly<number>, Exactly<string>, Exactly<string | null>, Exactly<string | undefined>, Exactly<User | undefined>] = [
    exactly(user.id), exactly(user.name), exactly(user.fullname), exactly(user.addresses[0]?.email), exactly(user.addresses[0]?.user),
  ]; // prettier-ignore
  user.name = 'x';
  user.fullname = null;
  // @ts-expect-error a name takes no NULL
  user.name = null;
  // @ts-expect-error a number is no name
  user.name = 5;
  // @ts-expect-error there is no such attribute
  user.nme = 'x';
  return types;
}

export function constructorsKnowTheirAttributes(): User {
  // @ts-expect-error there is no such attribute
  new User({ nme: 'x' });
  // @ts-expect-error a number is no name
  new User({ name: 5 });
  // @ts-expect-error a user is no address
  new User({ addresses: [new User()] });
  return new User({ name: 'sandy', addresses: [new Address({ email: 's@x.org' })] });
}

export function operandsMustBeOfTheColumnsType(user: User): unknown[] {
  // @ts-expect-error a number is no name
  User.name.eq(5);
  // @ts-expect-error a text is no number
  User.id.gt('3');
  // @ts-expect-error there is no such attribute
  const unknownKey: keyof typeof User = 'nme';
  // @ts-expect-error an address is no user
  Address.user.eq(new Address());
  return [unknownKey, User.name.eq('x'), User.fullname.eq(null), User.id.in_([1, 2]), Address.user.eq(user), User.addresses.any(Address.email.like('%x')), User.name.eq(Address.email)];
}

export function otherSidesMustExist(): unknown[] {
  // @ts-expect-error an address has no such relationship
  Base.table('one', { id: int().pk(), addresses: () => many(Address, 'usr') });
  // @ts-expect-error a column is no other side
  Base.table('two', { id: int().pk(), addresses: () => many(Address, 'email') });
  // @ts-expect-error a text is no class
  Base.table('three', { id: int().pk(), addresses: () => many('Address') });
  return [];
}

export function rowsAreTuples(): unknown[] {
  const rows = select(User.id, User, Address.email, User.fullname);
  const types: Exactly<readonly [number, User, string, string | null]> = exactly(rows.rowType);
  // @ts-expect-error the first is a number
  const wrong: readonly [string, User, string, string | null] = rows.rowType;
  return [types, wrong];
}

export function classesOfOnesOwn(): unknown[] {
  class Node extends Base.table('node', {
    id: int().pk(), title: str(), parentId: int('parent_id').null().fk('node.id'),
    children: () => many(Node, 'parent'), parent: () => one(Node, 'children', { remoteSide: Node.id }).null(),
  }) {
    get shout(): string {
      return this.title.toUpperCase();
    }
  } // prettier-ignore
  const shouts: string[] = new Node({ title: 'x' }).children.map(({ shout }) => shout);
  const parent: Node | null = new Node().parent;
  const shout: Exactly<string> = exactly(select(Node).rowType[0].shout);
  return [shouts, parent, shout, Node.title.eq('x')];
}

export function inheritance(): unknown[] {
  const Person = Base.table('person', { id: int().pk(), type: str(), name: longText() }, { polymorphicOn: 'type', identity: 'person' });
  const Engineer = Base.table('engineer', { id: int().pk().fk('person.id'), pay: numeric(10, 2), notes: json<{ a: number }>().null() }, { extends: Person, identity: 'engineer' });
  const engineer = new Engineer({ name: 'ada' });
  const types: [Exactly<string>, Exactly<Decimal>, Exactly<{ a: number } | null>] = [exactly(engineer.name), exactly(engineer.pay), exactly(engineer.notes)];
  // @ts-expect-error there is no such column
  Base.table('wrong', { id: int().pk() }, { polymorphicOn: 'kind' });
  return [types, Engineer.name.eq('x'), Engineer.pay];
}

export function collections(): unknown[] {
  const Item = Base.table('item', { id: int().pk(), notes: () => many(Note, 'item').asMap('keyword'), tags: () => many(Note, 'item').asSet() });
  const Note = Base.table('note', { id: int().pk(), keyword: str(), itemId: int('item_id').fk('item.id'), item: () => one(Item, 'notes') });
  const item = new Item();
  const types: [Exactly<Map<string, InstanceType<typeof Note>>>, Exactly<Set<InstanceType<typeof Note>>>] = [exactly(item.notes), exactly(item.tags)];
  return [types];
}
