/**
 * The server's configuration, written into the cluster's postgresql.conf. What is not named here has PostgreSQL's own
 * default, so that notes see the server that they describe.
 */
export const settings = {
  // A notebook's data is small, and memory that is never touched costs time at the start.
  shared_buffers: '16MB',
  // One process in one thread: no workers of any kind.
  max_worker_processes: 0,
  max_parallel_workers: 0,
  max_parallel_workers_per_gather: 0,
  max_parallel_maintenance_workers: 0,
  io_method: 'sync',
  // Sessions take turns in one thread: each looks at once whether it closes a circle of waits (latches.ts).
  deadlock_timeout: '1ms',
  // Segments that are made on the way lie in the shared memory of the start; others would belong to one session.
  min_dynamic_shared_memory: '4MB',
  io_max_concurrency: 1,
  // Files are in memory, too: a sort or a function that fills it ends before the host does.
  temp_file_limit: '256MB',
  // The start probes so many file descriptors, one by one.
  max_files_per_process: 200,
  // Log segments that are done with are thrown away: keeping them would keep memory.
  wal_recycle: 'off',
  // A browser's worker has some 500 KB of stack for calls, and uses some three bytes of it for each that PostgreSQL
  // counts. Most endless recursion meets this limit before it meets the browser's (see stack-overflow.ts).
  max_stack_depth: '200kB',
  // A failed statement must not end the only process.
  exit_on_error: 'off',
  // The log is read when the server dies. Errors of statements reach whom they concern anyway.
  log_min_messages: 'log',
  log_checkpoints: 'off',
};
