/** Where PostgreSQL's loadable libraries are found, from which sessions take functions at run time. */
import { gunzipSync } from 'node:zlib';

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

/** tar: files follow each other, each after a header that tells its name and its size, in blocks of this size. */
const tarBlock = 512;

/**
 * A file of one of the archives (.tar.gz) in which PGlite ships PostgreSQL's extensions.
 * @throws Error when the archive has no file of that path
 */
export function archivedFile(archive, path) {
  const tar = gunzipSync(archive);
  const text = (at, length) => tar.toString('latin1', at, at + length).replace(/\0[^]*$/, '');
  for (let at = 0; at < tar.length; ) {
    const size = parseInt(text(at + 124, 12), 8) || 0;
    const contents = at + tarBlock;
    if (text(at, 100) === path) return tar.subarray(contents, contents + size);
    at = contents + Math.ceil(size / tarBlock) * tarBlock;
  }
  throw new Error(`PGlite has changed: no ${path} in an extension's archive`);
}
