import { EngineCrashError, InterruptedError } from '../errors';
import { Handle } from './handle';
import { extendedCode } from './layout';
import type { Instance } from './runtime/instance';
import type { Watchdog } from './watchdog';

export {};
void [EngineCrashError, InterruptedError, Handle, extendedCode];
export type Unused = [Instance, Watchdog];
