// Workers of Obsidian's desktop app see Node's globals, and Emscripten's glue would take them for Node
// itself. This module is imported before anything else of the kernel.
for (const name of ['process', 'Buffer', 'require', 'module', 'global']) {
  Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
}

export {};
