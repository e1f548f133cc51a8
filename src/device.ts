import os from 'node:os'
import { type IsaName, native } from './binding.js'
import { checkInteger } from './validate.js'

/** What this machine can run. */
export interface Devices {
  cpu: {
    /** The level in use: the best one, or what `FIGSIFT_ISA` asked for. */
    isa: IsaName
    available: IsaName[]
    /** Threads that a call uses unless its `threads` says otherwise. */
    threads: number
  }
  cuda: { available: boolean; reason: string }
}

/** Says which devices there are, and why one is not. */
export function devices(): Devices {
  const { isa, available } = native().cpu()
  return {
    cpu: { isa, available, threads: defaultThreads() },
    cuda: { available: false, reason: 'this build has no CUDA library' },
  }
}

/** Most threads that a call may ask for; the same number stands in native/core/parallel.h. */
export const MAX_THREADS = 256

/** `FIGSIFT_THREADS`, or as many as the machine has for this process. */
export function defaultThreads(): number {
  const asked = process.env.FIGSIFT_THREADS
  if (asked === undefined || asked === '') return Math.min(os.availableParallelism(), MAX_THREADS)
  const threads = Number(asked)
  checkInteger('FIGSIFT_THREADS', threads, 1, MAX_THREADS)
  return threads
}

/** The `threads` option of every native call: checked, with its default. */
export function resolveThreads(threads: number | undefined): number {
  if (threads === undefined) return defaultThreads()
  checkInteger('threads', threads, 1, MAX_THREADS)
  return threads
}
