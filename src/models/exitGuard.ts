import type { Worker } from 'node:worker_threads'

/** Of each live inference thread: [is to stop, runs]. */
const controls = new Set<Int32Array>()
const WAIT_MS = 60_000

/**
 * Lets the process end only when the runtime is at rest: ending it in the middle of a batch aborts with a core dump, even
 * after a successful `process.exit(0)`.
 */
export function waitAtExit(worker: Worker, shared: SharedArrayBuffer): void {
  const control = new Int32Array(shared)
  if (controls.size === 0) process.on('exit', rest)
  controls.add(control)
  worker.on('exit', () => {
    controls.delete(control)
    if (controls.size === 0) process.off('exit', rest)
  })
}

/** Nothing asynchronous happens in an exit handler, so it waits in place. */
function rest(): void {
  for (const control of controls) Atomics.store(control, 0, 1)
  for (const control of controls) Atomics.wait(control, 1, 1, WAIT_MS)
}
