import { isFrozen, markersOf } from '../../../src/isolation/postgres/observe/tuple-header';

// [what, xmax, infomask, infomask2, members, who]: the bits of htup_details.h
const cases: readonly (readonly [string, number, number, number, readonly (readonly [number, string])[] | null, string])[] = [
  ['nobody', 0, 0x0900, 2, null, ''],
  ['one who rolled back, and is known to have', 7, 0x0900, 2, null, ''],
  ['an update', 7, 0x0100, 2, null, '7 FOR NO KEY UPDATE ends'],
  ['a delete', 7, 0x0100, 0x2002, null, '7 FOR UPDATE ends'],
  ['for key share', 7, 0x0190, 2, null, '7 FOR KEY SHARE'],
  ['for share', 7, 0x01d0, 2, null, '7 FOR SHARE'],
  ['for no key update', 7, 0x01c0, 2, null, '7 FOR NO KEY UPDATE'],
  ['for update', 7, 0x01c0, 0x2002, null, '7 FOR UPDATE'],
  ['two who share', 3, 0x1190, 2, [[7, 'keysh'], [8, 'sh']], '7 FOR KEY SHARE, 8 FOR SHARE'],
  ['one who locks and one who updates', 3, 0x1100, 2, [[7, 'keysh'], [8, 'nokeyupd']], '7 FOR KEY SHARE, 8 FOR NO KEY UPDATE ends'],
  ['locks that several hold for update', 3, 0x1100, 2, [[7, 'fornokeyupd'], [8, 'forupd'], [9, 'upd']], '7 FOR NO KEY UPDATE, 8 FOR UPDATE, 9 FOR UPDATE ends'],
];

test.each(cases)('%s', (_what, xmax, infomask, infomask2, members, who) => {
  expect(markersOf(xmax, infomask, infomask2, members).map(({ xid, mode, ends }) => `${xid} ${mode}${ends ? ' ends' : ''}`).join(', ')).toBe(who);
});

test('frozen versions bear both marks of their maker’s end', () => {
  expect([0x0300, 0x0b00, 0x0100, 0x0200].map(isFrozen)).toEqual([true, true, false, false]);
});
