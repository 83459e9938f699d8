import type { Bridge, Confined } from './bridge';
import { installPlatform } from './platform';

// The build wraps the whole program into a function of these two, so that nothing global leads to them.
declare const savepointBridge: Bridge;
declare const savepointConfined: { set(confined: Confined): void };

export const bridge = savepointBridge;
export const confined = savepointConfined;

/** Fires a timer of the context. Installed when this module loads: modules loaded later may use the platform at once. */
export const fire = installPlatform(bridge);
