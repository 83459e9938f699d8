import type { Plugin } from 'esbuild';

export function packCyrillic(text: string): string | null;
export function packModule(source: string, fileName: string): string;
export const packedCatalogue: Plugin;
