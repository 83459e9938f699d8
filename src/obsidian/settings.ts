import { getLanguage, PluginSettingTab, type App, type Plugin, type SettingDefinitionItem } from 'obsidian';
import type { EmbeddedEngine } from '../databases/database';
import { wordsFor } from '../view/words';

/** What a person can set. */
export interface SavepointSettings {
  /** The engine of SQL cells that name none. */
  defaultEngine: EmbeddedEngine;
  /** Seconds a cell may run; 0 for no limit. */
  timeLimit: number;
  /** Rows of a result that are fetched at once. */
  rowsFetched: number;
}

/** Reads stored settings, whatever an older version or a person's editor left there. */
export function settingsFrom(stored: unknown): SavepointSettings {
  const { defaultEngine, timeLimit, rowsFetched } = (stored ?? {}) as Partial<Record<keyof SavepointSettings, unknown>>;
  return {
    defaultEngine: defaultEngine === 'postgres' ? 'postgres' : 'sqlite',
    timeLimit: whole(timeLimit, 0, 86_400) ?? 30,
    rowsFetched: whole(rowsFetched, 1, 100_000) ?? 1_000,
  };
}

function whole(value: unknown, from: number, to: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to ? value : null;
}

/** The settings' page. */
export class SavepointSettingTab extends PluginSettingTab {
  constructor(app: App, private readonly owner: Plugin & { settings: SavepointSettings }, private readonly onChange: () => void) {
    super(app, owner);
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    const { settings } = wordsFor(getLanguage());
    return [
      {
        name: settings.defaultEngine.name,
        desc: settings.defaultEngine.description,
        control: { type: 'dropdown', key: 'defaultEngine', options: { sqlite: 'SQLite', postgres: 'PostgreSQL' } },
      },
      { name: settings.timeLimit.name, desc: settings.timeLimit.description, control: { type: 'number', key: 'timeLimit', min: 0, max: 86_400 } },
      { name: settings.rowsFetched.name, desc: settings.rowsFetched.description, control: { type: 'number', key: 'rowsFetched', min: 1, max: 100_000 } },
    ];
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    this.owner.settings = settingsFrom({ ...this.owner.settings, [key]: value });
    await this.owner.saveData(this.owner.settings);
    this.onChange();
  }
}
