/** Usage: node write-sessions.mjs. Makes the parts for several sessions, and prints their files as JSON. */
import { sessionFiles } from './make-sessions.mjs';

process.stdout.write(JSON.stringify(await sessionFiles()));
