import path from 'node:path';

const byExtension: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
};

const text = new Set(['.txt', '.md', '.csv', '.tsv', '.json', '.sql', '.py', '.ts', '.js', '.css', '.html', '.htm', '.xml', '.yaml', '.yml', '.canvas']);

/** The media type of an attachment. What a browser would run as a page or a script is given as plain text. */
export function contentType(file: string): string {
  const extension = path.extname(file).toLowerCase();
  if (text.has(extension)) return 'text/plain; charset=utf-8';
  return Object.hasOwn(byExtension, extension) ? (byExtension[extension] ?? '') : 'application/octet-stream';
}
