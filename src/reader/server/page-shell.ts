import { createHash } from 'node:crypto';
import { frameScript } from '../../kernel/host/browser-sandbox';

/** The page before its script draws it. Every address in it is relative. */
const shell = (head: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Savepoint</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="reader.css">
<link rel="stylesheet" href="styles.css">
<script src="reader.js" defer></script>
<body>
<noscript>This page needs JavaScript.</noscript>
`;

/** The page as the server gives it, with its policy in a header. */
export const pageShell = shell('');

/**
 * What the page may load. The kernel's frame inherits this beside its own, stricter policy: hence the hash of its
 * script, wasm, and scripts and workers from blobs. `connect-src` is for the page; the frame's policy has none.
 */
export const pagePolicy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(frameScript).digest('base64')}' 'wasm-unsafe-eval' blob:`,
  'worker-src blob:',
  'child-src blob:',
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What an attachment that is opened by itself may do: nothing. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The page as a file: its policy stands in itself. Who may frame it is a header's to say. */
export const exportedShell = shell(`<meta http-equiv="Content-Security-Policy" content="${pagePolicy.replace(/; frame-ancestors [^;]*/, '')}">
`);
