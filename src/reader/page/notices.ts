const shownForMs = 8_000;

/** Shows a message at the page's edge for a while, and tells screen readers. */
export function notice(document: Document, text: string): void {
  let place = document.querySelector('.reader-notices');
  if (!place) {
    place = document.createElement('div');
    place.className = 'reader-notices';
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  const message = document.createElement('p');
  message.textContent = text;
  place.append(message);
  setTimeout(() => { message.remove(); }, shownForMs);
}
