/** True where an element that has just been put below its place is wholly in view, or no better off above. */
export function roomBelow(element: HTMLElement): boolean {
  const view = element.ownerDocument.defaultView;
  if (!view) return true;
  let top = 0;
  let bottom = view.innerHeight;
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    // Whatever scrolls or hides its overflow cuts the element off at its own edges.
    if (view.getComputedStyle(parent).overflowY === 'visible') continue;
    const edges = parent.getBoundingClientRect();
    top = Math.max(top, edges.top);
    bottom = Math.min(bottom, edges.bottom);
  }
  const box = element.getBoundingClientRect();
  return box.bottom <= bottom || box.top - top < bottom - box.top;
}
