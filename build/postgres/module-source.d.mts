import type { Plugin } from 'esbuild';

export const moduleName: string;
export const modulePath: string;
export function adaptModule(source: string): string;
export const pgliteModule: Plugin;
