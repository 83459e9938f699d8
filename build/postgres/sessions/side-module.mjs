/**
 * A file of the package pglite.data, found by what pglite.js says about it.
 * @throws Error when the package has none, or several, of that path
 */
export function packagedFile(moduleSource, data, path) {
  const found = [...moduleSource.matchAll(/\{filename:"([^"]+)",start:(\d+),end:(\d+)\}/g)].filter(([, name]) => name === path);
  if (found.length !== 1) throw new Error(`PGlite has changed: ${found.length} files instead of one called ${path}`);
  const [[, , start, end]] = found;
  return data.subarray(Number(start), Number(end));
}
