import type { Operation } from './operations';

/** Something that differs, in Alembic's words; `topic` ends the name of the logger that tells it. */
export interface Detection {
  readonly topic: 'tables' | 'constraints' | 'types' | 'server_defaults' | 'comments';
  readonly message: string;
  /** The place of the operation that it led to. */
  readonly operation: number;
}

/** Collects what a comparison finds. */
export class Findings {
  readonly operations: Operation[] = [];
  readonly detections: Detection[] = [];

  /** Tells of the operation that comes next. */
  tell(topic: Detection['topic'], message: string): void {
    this.detections.push({ topic, message, operation: this.operations.length });
  }

  add(operation: Operation, topic: Detection['topic'], message: string): void {
    this.tell(topic, message);
    this.operations.push(operation);
  }
}
