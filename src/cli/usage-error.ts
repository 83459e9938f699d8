/** Wrong usage or unreadable input: one clear line for stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
