import fc from 'fast-check';
import type { Flow } from '../../../src/python/flow';
import { Matcher } from '../../../src/python/modules/re/matcher';
import { PatternParser } from '../../../src/python/modules/re/parse';
import { compileProgram } from '../../../src/python/modules/re/program';

/** Runs a flow that waits for nothing. */
function finished<T>(flow: Flow<T>): T {
  for (;;) {
    const step = flow.next();
    if (step.done === true) return step.value;
  }
}

function firstMatch(pattern: string, text: string): { readonly start: number; readonly end: number } | null {
  const parsed = new PatternParser(pattern, 0, false).parse();
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const matcher = new Matcher(compileProgram(parsed.root, parsed.groups, false), codes, false, codes.length);
  return finished(matcher.search(0)) < 0 ? null : { start: matcher.registers[0] as number, end: matcher.registers[1] as number };
}

/** Patterns that mean the same to JavaScript; no back-references and no repeated groups that may be empty. */
const behind = (sign: string): string => `(?<${sign})`;
const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '(a)', '(b|c)', '(?:ab)', '\\b', '(?=a)', '(?!b)', behind('=a'), behind('!b'), '(?:a|ab)');
const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}')).map(([text, quantifier]) => (/^(?:\\b|\(\?[=!<])/.test(text) && !text.startsWith('(?:') ? text : text + quantifier));
const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));

test('finds what JavaScript finds', () => {
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 10 }), (source, text) => {
      const found = new RegExp(source).exec(text);
      expect(firstMatch(source, text)).toEqual(found === null ? null : { start: found.index, end: found.index + found[0].length });
    }),
    { numRuns: 2000 },
  );
});
