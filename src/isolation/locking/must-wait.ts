/** Thrown out of a statement that meets a lock of others; it is tried again from its start when they have let go. */
export class MustWait extends Error {
  override readonly name = 'MustWait';

  /**
   * @param holders sessions that hold the lock
   * @param waitsOn the lock, by what is locked and how
   */
  constructor(
    readonly holders: readonly string[],
    readonly waitsOn: string,
  ) {
    super(`waits for ${waitsOn}`);
  }
}
