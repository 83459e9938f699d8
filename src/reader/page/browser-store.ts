import type { TextStore } from '../../kernel/host/stored-tasks';

/** A text that this browser keeps under a key; where it keeps none (a private window), it lasts as long as the page. */
export function browserStore(key: string): TextStore {
  let text: string | null = null;
  return {
    read: () => {
      try {
        return window.localStorage.getItem(key) ?? text;
      } catch {
        return text;
      }
    },
    write: (given) => {
      text = given;
      try {
        window.localStorage.setItem(key, given);
      } catch {
        // It is kept above.
      }
    },
  };
}
