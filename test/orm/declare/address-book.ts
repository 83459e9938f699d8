import { makeBase } from '../../../src/orm/declare/base';
import { int, str } from '../../../src/orm/declare/column-types';
import { many, one } from '../../../src/orm/declare/relationship-builder';

/** The design's example: users and their addresses. */
export function addressBook() {
  const Base = makeBase();
  const User = Base.table('user_account', {
    id: int().pk(), name: str(30), fullname: str().null(),
    addresses: () => many(Address, 'user', { cascade: 'all, delete-orphan' }),
  }); // prettier-ignore
  const Address = Base.table('address', {
    id: int().pk(), email: str(), userId: int('user_id').fk('user_account.id'),
    user: () => one(User, 'addresses'),
  }); // prettier-ignore
  return { Base, User, Address };
}
