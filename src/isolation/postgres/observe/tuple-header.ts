/** Bits of a row version's header (htup_details.h). */
const XMAX_KEYSHR_LOCK = 0x0010;
const XMAX_EXCL_LOCK = 0x0040;
const XMAX_LOCK_ONLY = 0x0080;
const XMIN_COMMITTED = 0x0100;
const XMIN_INVALID = 0x0200;
const XMAX_INVALID = 0x0800;
const XMAX_IS_MULTI = 0x1000;
/** In infomask2: the key went with it, by DELETE, an UPDATE of the key, or FOR UPDATE. */
const KEYS_UPDATED = 0x2000;

/** How a row is locked, as SELECT asks for it. */
export type RowLockMode = (typeof MODES)[number];

const MODES = ['FOR KEY SHARE', 'FOR SHARE', 'FOR NO KEY UPDATE', 'FOR UPDATE'] as const;

/** Greater for a mode that shuts out more. */
export function strengthOf(mode: RowLockMode): number {
  return MODES.indexOf(mode);
}

/** A transaction that has put its mark on a row version. */
export interface Marker {
  readonly xid: number;
  readonly mode: RowLockMode;
  /** True when it replaced or deleted the version, false when it only locked it. */
  readonly ends: boolean;
}

/** One of several transactions that share a row's xmax, as pg_get_multixact_members() names its mode. */
export type MultiMember = readonly [xid: number, mode: string];

/** True for a version that was frozen, or that nobody need ask about: it is there for everybody. */
export function isFrozen(infomask: number): boolean {
  return (infomask & (XMIN_COMMITTED | XMIN_INVALID)) === (XMIN_COMMITTED | XMIN_INVALID);
}

/** Who has locked, replaced or deleted a version, from its header; those who have ended since are among them. */
export function markersOf(xmax: number, infomask: number, infomask2: number, members: readonly MultiMember[] | null): readonly Marker[] {
  if ((infomask & XMAX_INVALID) !== 0 || xmax === 0) return [];
  if ((infomask & XMAX_IS_MULTI) !== 0) return (members ?? []).map(([xid, mode]) => memberMarker(xid, mode));
  const keys = (infomask2 & KEYS_UPDATED) !== 0;
  if ((infomask & XMAX_LOCK_ONLY) === 0) return [{ xid: xmax, mode: keys ? 'FOR UPDATE' : 'FOR NO KEY UPDATE', ends: true }];
  const exclusive = (infomask & XMAX_EXCL_LOCK) !== 0;
  const keyShare = (infomask & XMAX_KEYSHR_LOCK) !== 0;
  const shared = keyShare ? (exclusive ? 'FOR SHARE' : 'FOR KEY SHARE') : null;
  return [{ xid: xmax, mode: shared ?? (keys ? 'FOR UPDATE' : 'FOR NO KEY UPDATE'), ends: false }];
}

/** Modes of multixact members (mxstatus_to_string in multixact.c). */
function memberMarker(xid: number, mode: string): Marker {
  switch (mode) {
    case 'keysh':
      return { xid, mode: 'FOR KEY SHARE', ends: false };
    case 'sh':
      return { xid, mode: 'FOR SHARE', ends: false };
    case 'fornokeyupd':
      return { xid, mode: 'FOR NO KEY UPDATE', ends: false };
    case 'forupd':
      return { xid, mode: 'FOR UPDATE', ends: false };
    case 'nokeyupd':
      return { xid, mode: 'FOR NO KEY UPDATE', ends: true };
    default:
      return { xid, mode: 'FOR UPDATE', ends: true };
  }
}
