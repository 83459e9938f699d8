import type { Channel, FromKernel, PackedPart, ToKernel } from '../messages';
import type { PartName } from '../../databases/parts';

/** A running kernel as its host holds it. */
export interface KernelProcess {
  readonly channel: Channel<ToKernel, FromKernel>;
  /** Raises the stop signal that a busy kernel looks at; it may not look. */
  stop(): void;
  /** Ends the kernel at once, whatever it does. */
  kill(): void;
  /** Called once when the kernel ended on its own. */
  onDeath(listener: (reason: string) => void): void;
}

/** Starts a kernel where the host keeps them: a sandboxed frame, a confined process. */
export type StartKernel = () => Promise<KernelProcess>;

/** Where a host finds what kernels are made of. */
export interface PartSource {
  /** The kernel's own program. */
  kernelSource(): Promise<string>;
  /** A part, packed; null where there is none of that name. */
  part(name: PartName): Promise<PackedPart | null>;
}
