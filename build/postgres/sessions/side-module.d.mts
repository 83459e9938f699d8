export function packagedFile(moduleSource: string, data: Uint8Array, path: string): Uint8Array;
export function archivedFile(archive: Uint8Array, path: string): Uint8Array;
