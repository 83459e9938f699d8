/** A generator of statements: the same seed gives the same ones. */
export class RandomStatements {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0 || 1;
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state >>>= 0;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state % limit;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** A statement of a session that is, or is not, in a transaction. */
  next(inTransaction: boolean): string {
    const id = 1 + this.below(6);
    const value = this.below(90);
    if (!inTransaction && this.below(10) < 7) {
      return `begin isolation level ${this.pick(['read committed', 'repeatable read', 'serializable'])}`;
    }
    if (inTransaction && this.below(7) === 0) return this.below(5) ? 'commit' : 'rollback';
    return this.pick([
      () => this.pick(['select * from t order by id', `select * from t where id = ${id}`, 'select sum(v) from t', `select count(*) from t where v > ${value}`, 'select * from u order by id']),
      () => `update t set v = v + ${1 + this.below(9)} where id = ${id}`,
      () => `update t set v = v + 1 where id = ${id} returning v`,
      () => `update t set v = v * 2 where v > ${value} and v < 1000000 returning id, v`,
      () => this.pick([`delete from t where id = ${id}`, `delete from t where v = ${this.pick([10, 20, 30])}`]),
      () => `insert into t values (${id}, ${value})`,
      () => `insert into t values (${id}, ${value}) on conflict (id) do update set v = excluded.v + 1 returning v`,
      () => `select * from t where id ${this.pick(['=', '<=', '>='])} ${id} order by id for ${this.pick(['update', 'share', 'no key update', 'key share'])}${this.pick(['', '', ' nowait', ' skip locked'])}`,
      () => `insert into u values (${this.below(50)}, ${id})`,
      () => (inTransaction ? this.pick(['savepoint a', 'rollback to a', 'release a']) : 'select 1'),
      () => `update u set tid = ${id} where id < ${this.below(50)}`,
      () => this.pick(['select pg_try_advisory_xact_lock(7)', 'select 1 / 0', 'select bump(1)', 'select * from t join u on u.tid = t.id order by 1, 3']),
      () => this.pick(['lock table t in share mode', 'lock table u in exclusive mode', 'alter table u add column if not exists c int', 'create index if not exists ui on u (tid)', 'drop index if exists ui']),
      () => "do $$ begin insert into t values (9, 9); raise exception 'x'; exception when others then null; end $$",
    ])();
  }
}

/** The tables that the statements use. */
export const tables: readonly string[] = [
  'drop table if exists u, t cascade',
  'create table t (id int primary key, v int)',
  'create table u (id int primary key, tid int references t)',
  'insert into t values (1, 10), (2, 20), (3, 30), (4, 40)',
  'insert into u values (1, 1), (2, 2)',
  'create or replace function bump(i int) returns int language plpgsql as $$ declare r int; begin update t set v = v + 1 where id = i returning v into r; return r; end $$',
];
