import { useEffect, useState } from 'preact/hooks';
import type { ReaderWords } from './words';

const choices = ['light', 'dark', 'system'] as const;

type Theme = (typeof choices)[number];

const storageKey = 'savepoint-theme';

/** Light, dark, or as the system is; remembered in this browser. */
export function ThemeChoice({ words }: { readonly words: ReaderWords }) {
  const [theme, setTheme] = useState<Theme>(readTheme);
  useEffect(() => {
    window.localStorage.setItem(storageKey, theme);
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const dark = theme === 'dark' || (theme === 'system' && system.matches);
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    };
    apply();
    system.addEventListener('change', apply);
    return () => { system.removeEventListener('change', apply); };
  }, [theme]);
  return (
    <fieldset class="reader-theme">
      <legend class="reader-unseen">{words.theme}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input class="reader-unseen" type="radio" name="theme" checked={choice === theme} onChange={() => { setTheme(choice); }} />
          <span>{words[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function readTheme(): Theme {
  const stored = window.localStorage.getItem(storageKey);
  return choices.find((choice) => choice === stored) ?? 'system';
}
