import type { Select } from '../../sql/select';

/** What `with_for_update` takes. */
export type LockOptions = NonNullable<Parameters<Select['withForUpdate']>[0]>;
