/** The sample vault as the build packs it. */
export interface SampleNotes {
  /** The note to begin with, by language. */
  readonly start: Readonly<Record<string, string>>;
  /** Texts by path. */
  readonly notes: Readonly<Record<string, string>>;
}
