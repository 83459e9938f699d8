/**
 * Where a key leads in a row of which one part at a time takes part in the tab order: tabs, radio buttons. The ends meet.
 * @param upAndDown false for tabs side by side, which leave these keys to the page
 * @returns null where it leads nowhere
 */
export function moved(key: string, at: number, count: number, upAndDown = true): number | null {
  if (key === 'ArrowRight' || (upAndDown && key === 'ArrowDown')) return (at + 1) % count;
  if (key === 'ArrowLeft' || (upAndDown && key === 'ArrowUp')) return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
