import '../../../src/orm/compile';
import { Session } from '../../../src/orm/declare/session';
import { select } from '../../../src/orm/sql/select';
import { bench } from '../engine/open';
import { addressBook } from './address-book';

describe('sessions', () => {
  test('the unit of work', async () => {
    const { Base, User, Address } = addressBook();
    const made = await bench();
    await Base.metadata.createAll(made.engine);
    const session = new Session(made.engine);
    session.add(new User({ name: 'sandy', addresses: [new Address({ email: 's@x.org' })] }));
    await session.commit();
    const user = await session.getOne(User, 1);
    expect([user.name, user.addresses.map(({ email }) => email)]).toEqual(['sandy', ['s@x.org']]);
    expect(await session.get(Address, 5)).toBeNull();
    await session.close();
  });

  test('a block commits, or takes back', async () => {
    const { Base, User } = addressBook();
    const made = await bench();
    await Base.metadata.createAll(made.engine);
    const session = new Session(made.engine);
    await session.begin(() => { session.add(new User({ name: 'a' })); });
    await expect(session.begin(async () => {
      session.add(new User({ name: 'b' }));
      await session.flush();
      throw new RangeError('no');
    })).rejects.toThrow('no'); // prettier-ignore
    expect(await session.scalar(select(User.name))).toBe('a');
    expect(await session.get(User, 2)).toBeNull();
  });
});

