import type { CellNames } from '../../src/cells/cell-names';
import { withoutRun } from '../../src/cells/without-run';
import type { CellOutput } from '../../src/cells/output';
import type { KernelProcess } from '../../src/kernel/host/kernel-process';
import type { FromKernel, ToKernel } from '../../src/kernel/messages';

/** A kernel that does what a test says: it answers `run` by the cell's code. */
export class FakeKernel implements KernelProcess {
  killed = false;
  /** What a cell's text defines and needs. */
  names: (code: string) => CellNames = () => ({ defines: [], needs: [] });
  stopped = 0;
  readonly received: ToKernel[] = [];
  #listener: (message: FromKernel) => void = () => undefined;
  #death: (reason: string) => void = () => undefined;

  readonly channel = {
    send: (message: ToKernel) => {
      this.received.push(message);
      queueMicrotask(() => { this.#answer(message); });
    },
    receive: (listener: (message: FromKernel) => void) => { this.#listener = listener; },
  };

  stop(): void { this.stopped++; }
  kill(): void { this.killed = true; }
  onDeath(listener: (reason: string) => void): void { this.#death = listener; }
  die(reason: string): void { this.#death(reason); }
  say(message: FromKernel): void { this.#listener(message); }

  #answer(message: ToKernel): void {
    if (this.killed) return;
    if (message.type === 'names') this.say({ type: 'names', request: message.request, names: message.cells.map(({ code }) => this.names(code)) });
    if (message.type !== 'run') return;
    const { run, cell } = message;
    if (cell.code === 'hang') return;
    if (cell.code === 'die') { this.die('out of memory'); return; }
    const status: CellOutput['status'] = cell.code.includes('fail') ? 'error' : 'ok';
    this.say({ type: 'done', run, output: { ...withoutRun('skipped', null, null), status, engine: 'Fake 1', stdout: cell.code }, defined: { names: status === 'ok' ? this.names(cell.code).defines : [], tables: [] } });
  }
}
