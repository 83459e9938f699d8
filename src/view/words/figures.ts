/** Unit signs of time in one language. */
export interface TimeUnits {
  readonly ms: string;
  readonly s: string;
  readonly min: string;
}

/** Words for a count, by plural category; `other` is always there. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Numbers, times and plurals as one language writes them. */
export interface Figures {
  readonly number: (value: number) => string;
  readonly duration: (milliseconds: number) => string;
  /** A count with its word: `3 rows`, `3 строки`. */
  readonly count: (value: number, forms: PluralForms) => string;
}

/** Makes the figures of a language. */
export function figures(language: string, units: TimeUnits): Figures {
  const rules = new Intl.PluralRules(language);
  const whole = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const join = (figure: string, unit: string): string => `${figure}\u00a0${unit}`;
  return {
    number: (value) => whole.format(value),
    count: (value, forms) => `${whole.format(value)}\u00a0${forms[rules.select(value)] ?? forms.other}`,
    duration: (milliseconds) => {
      // Rounded before the unit is chosen, so that no "1,000 ms" and no "60 s" can come out.
      if (milliseconds < 0.95) return join(tenths.format(milliseconds), units.ms);
      if (Math.round(milliseconds) < 1000) return join(whole.format(Math.round(milliseconds)), units.ms);
      if (milliseconds < 9950) return join(tenths.format(milliseconds / 1000), units.s);
      const seconds = Math.round(milliseconds / 1000);
      if (seconds < 60) return join(whole.format(seconds), units.s);
      return `${join(whole.format(Math.floor(seconds / 60)), units.min)} ${join(whole.format(seconds % 60), units.s)}`;
    },
  };
}
