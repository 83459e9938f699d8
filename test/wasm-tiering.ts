// A test file's engine is short-lived: V8's optimising compiler is to take on only what really runs long (as in src/kernel/confined/process-main.ts).
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--wasm-tiering-budget=400000000');
