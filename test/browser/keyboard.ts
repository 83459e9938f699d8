import type { Locator, Page } from 'playwright-core';

/** Where the Tab key stopped. */
export interface Stop {
  /** The element: its tag, its role, its name or its text. */
  readonly what: string;
  /** Whether it can be seen that it has the focus. */
  readonly ring: boolean;
}

/** More stops than any page of the tests has: whoever comes so far goes round in a circle. */
const most = 600;

/** From the top of the page, as after loading it. */
export async function toTheTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    const top = document.createElement('button');
    document.body.prepend(top);
    top.focus();
    top.remove();
  });
}

/**
 * Every stop of the Tab key from here to the end of the page.
 * @param wanted stops to end after, since the browser may go round from the page's beginning to its end
 */
export async function stopsFromHere(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab', wanted = Infinity): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < wanted) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const drawn = (one: Element | null): boolean => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const { width, height } = one.getBoundingClientRect();
        return width > 4 && height > 4 && outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      };
      const text = (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 60);
      // A radio button may be out of sight behind the label that draws it.
      return { what: `${element.tagName.toLowerCase()} ${element.getAttribute('role') ?? ''} ${text}`, ring: drawn(element.matches('[type="radio"]') ? element.nextElementSibling : element) };
    });
    if (stop === null) return stops;
    stops.push(stop);
    if (stops.length > most) throw new Error(`no end of stops: ${stops.slice(-3).map(({ what }) => what).join(', ')}`);
  }
  return stops;
}

/** Presses Tab until an element has the focus; fails at the end of the page. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  const passed: string[] = [];
  while (!(await element.evaluate((one) => one === document.activeElement))) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => (document.activeElement === document.body ? null : `${document.activeElement?.tagName ?? ''} ${document.activeElement?.textContent.slice(0, 20) ?? ''}`));
    if (name === null || passed.push(name) > most) throw new Error(`Tab does not come to ${String(target)}; last: ${passed.slice(-4).join(', ')}`);
  }
}

/** Waits until an element, or one in it, has the focus: some of it moves after drawing only. */
export async function focusIn(page: Page, target: Locator): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await target.evaluate((one) => one.contains(document.activeElement)))) {
    if (Date.now() > until) throw new Error(`${String(target)} does not get the focus`);
    await page.waitForTimeout(20);
  }
}
