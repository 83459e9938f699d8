import type { FileStream } from '../emscripten';
import { Backend } from './backend';
import type { Enrolment } from './enrolment';
import type { MemoryImage } from './memory-image';
import type { MemoryMap } from './memory-map';
import type { Process } from './process';

/** What is needed to have more than one session. */
export interface Wings {
  readonly process: Process;
  readonly map: MemoryMap;
  readonly enrolment: Enrolment;
}

/** All sessions of a server at a moment when none of them was at work. */
export interface SessionsImage {
  readonly backends: readonly {
    readonly backend: Backend;
    readonly memory: MemoryImage;
    readonly streams: readonly (FileStream | undefined)[];
    readonly alarm: number;
  }[];
  readonly lastPid: number;
}

/** The sessions of a server, of which one at a time is in place: its private memory and its file descriptors. */
export class Stage {
  /** The session that PostgreSQL started with. All others are copies of it. */
  readonly template: Backend;
  readonly #backends: Backend[];
  #current: Backend;
  #wings: Wings | null = null;
  #lastPid = 0;

  constructor(template: Backend) {
    this.template = this.#current = template;
    this.#backends = [template];
  }

  /** The session that is in place. */
  get current(): Backend {
    return this.#current;
  }

  get backends(): readonly Backend[] {
    return this.#backends;
  }

  /** Sessions can now be copied and exchanged. */
  equip(wings: Wings): void {
    this.#wings = wings;
    this.#lastPid = this.template.pid;
    this.template.streams = wings.process.module.FS.streams;
  }

  byPid(pid: number): Backend | undefined {
    return this.#backends.find((backend) => backend.pid === pid);
  }

  /** Puts a session in place. Only between statements, and where one is suspended. */
  show(backend: Backend): void {
    if (backend === this.#current) return;
    const { process, map } = this.#needWings();
    this.#putAway();
    backend.image?.restore(process, map);
    process.module.FS.streams = backend.streams;
    this.#current = backend;
  }

  /** Makes a new session and puts it in place. The template must be idle. */
  fork(): Backend {
    const { process, enrolment } = this.#needWings();
    this.show(this.template);
    this.#putAway();
    const backend = new Backend(++this.#lastPid, this.template.streams.map(copyStream));
    process.module.FS.streams = backend.streams;
    this.#current = backend;
    enrolment.enrol(backend.pid);
    this.#backends.push(backend);
    return backend;
  }

  /** Takes note of all sessions, which must be idle. */
  remember(): SessionsImage {
    this.show(this.template);
    this.#putAway();
    const backends = this.#backends.map((backend) => {
      const { image, room, streams, alarm } = backend;
      return { backend, memory: image && image !== room ? image : room.copy(), streams: streams.map(copyStream), alarm };
    });
    return { backends, lastPid: this.#lastPid };
  }

  /** Makes all sessions what they were; those that came later are forgotten. */
  recall({ backends, lastPid }: SessionsImage): void {
    const { process, map } = this.#needWings();
    this.#backends.splice(0, Infinity, ...backends.map(({ backend }) => backend));
    for (const { backend, memory, streams, alarm } of backends) {
      backend.reset();
      backend.image = memory;
      backend.streams = streams.map(copyStream);
      backend.alarm = alarm;
    }
    this.#lastPid = lastPid;
    this.#current = this.template;
    this.template.image?.restore(process, map);
    process.module.FS.streams = this.template.streams;
  }

  /** Forgets a session that cannot be used again. What PostgreSQL keeps for it stays taken. */
  dismiss(backend: Backend): void {
    const at = this.#backends.indexOf(backend);
    if (at > 0) this.#backends.splice(at, 1);
  }

  #putAway(): void {
    const { process, map } = this.#needWings();
    this.#current.streams = process.module.FS.streams;
    this.#current.room.save(process, map);
    this.#current.image = this.#current.room;
  }

  #needWings(): Wings {
    if (!this.#wings) throw new Error('this server has one session');
    return this.#wings;
  }
}

/** A descriptor of the same file with a position of its own, as after PostgreSQL has opened the file anew. */
function copyStream(stream: FileStream | undefined): FileStream | undefined {
  if (!stream) return undefined;
  const copy = Object.assign(Object.create(Object.getPrototypeOf(stream) as object) as FileStream, stream);
  copy.shared = { ...stream.shared };
  return copy;
}
