import type { CellValue, Statement } from '../../cells/output';
import { runCell } from '../../cells/run-cell';
import { toCellValue } from '../../cells/sql/cell-values';
import type { Executed } from '../../databases/database';
import type { Value } from '../../databases/result';
import type { Channel, FromKernel, ToKernel } from '../messages';
import { Interruption, type StopSignal } from './interruption';
import { NotebookDatabases } from './notebook-databases';
import { RemoteParts } from './remote-parts';

/**
 * The kernel of one note: runs its cells one after another, owns its databases, holds the rows
 * that were not sent along. It lives in a worker and knows its host only by messages.
 */
export class Kernel {
  readonly #channel: Channel<FromKernel, ToKernel>;
  readonly #interruption: Interruption;
  readonly #parts: RemoteParts;
  readonly #databases: NotebookDatabases;
  readonly #held = new Map<number, readonly (readonly (readonly CellValue[])[])[]>();
  #statements: Statement[] = [];
  #run = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(channel: Channel<FromKernel, ToKernel>, stop: StopSignal) {
    this.#channel = channel;
    this.#interruption = new Interruption(stop);
    this.#parts = new RemoteParts((part) => { channel.send({ type: 'need', part }); });
    this.#databases = new NotebookDatabases(this.#parts, {
      onExecuted: (executed) => this.#statements.push(statementOf(executed)),
      interrupted: () => this.#interruption.requested(),
    }, (engine) => { channel.send({ type: 'opening', run: this.#run, engine }); });
    channel.receive((message) => { this.#take(message); });
    channel.send({ type: 'ready' });
  }

  #take(message: ToKernel): void {
    switch (message.type) {
      case 'run':
        // Cells share one session: they run one at a time, in the order asked for.
        this.#queue = this.#queue.then(() => this.#runCell(message)).catch((error: unknown) => {
          this.#channel.send({ type: 'broken', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
        });
        break;
      case 'rows': {
        const rows = this.#held.get(message.run)?.[message.result]?.slice(message.from, message.to) ?? null;
        this.#channel.send({ type: 'rows', request: message.request, rows });
        break;
      }
      case 'release':
        this.#held.delete(message.run);
        break;
      case 'part':
        this.#parts.arrived(message.name, message.data);
        break;
    }
  }

  async #runCell({ run, cell, stops }: Extract<ToKernel, { type: 'run' }>): Promise<void> {
    this.#run = run;
    this.#statements = [];
    await this.#interruption.begin(cell.timeoutMs, stops);
    const { output, held } = await runCell(cell, {
      session: (engine, db) => this.#databases.session(engine, db),
      executed: () => this.#statements,
      interrupted: () => this.#interruption.requested(),
      discard: (database) => { this.#databases.discard(database); },
    });
    if (held.some((rows, i) => rows.length > (output.results[i]?.rows.length ?? 0))) this.#held.set(run, held);
    this.#channel.send({ type: 'done', run, output: this.#interruption.explain(output) });
  }
}

function statementOf({ parameters, ...executed }: Executed): Statement {
  const values = (list: readonly Value[]): CellValue[] => list.map((value) => toCellValue(value));
  const isMany = (list: Executed['parameters']): list is readonly (readonly Value[])[] => Array.isArray(list[0]);
  return { ...executed, parameters: isMany(parameters) ? parameters.map(values) : values(parameters) };
}
