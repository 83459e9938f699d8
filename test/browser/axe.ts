import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Results {
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong in an element, of whatever impact, with the size of what is pressed: `serious: color-contrast, <span …>`. */
export async function findings(page: Page, where = page.locator('html')): Promise<string[]> {
  // Where the page's policy lets no script in, the debugger still does.
  await page.evaluate(source);
  return where.evaluate(async (element) => {
    const { axe } = window as unknown as { axe: { run(where: Element, options: unknown): Promise<Results> } };
    const { violations } = await axe.run(element, { rules: { 'target-size': { enabled: true } } });
    return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${impact}: ${id}, ${html.slice(0, 160)}`));
  });
}
