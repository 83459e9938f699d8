import type { Frame } from './frame';
import type { Machine } from './machine';

/** What an instruction does. */
export type Operation = (machine: Machine, frame: Frame, operand: number) => void;
