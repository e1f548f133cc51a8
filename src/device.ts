import os from 'node:os'
import { type IsaName, type NativeDevice, native } from './binding.js'
import { capability, cudaReason } from './cudaReason.js'
import { checkInteger, checkOneOf } from './validate.js'

/** What this machine can run. */
export interface Devices {
  cpu: {
    /** The level in use: the best one, or what `FIGSIFT_ISA` asked for. */
    isa: IsaName
    available: IsaName[]
    /** Threads that a call uses unless its `threads` says otherwise. */
    threads: number
  }
  cuda: CudaDevice | { available: false; reason: string }
}

/** The GPU that calls use: the first one the driver shows. */
export interface CudaDevice {
  available: true
  name: string
  /** Such as '9.0'. */
  computeCapability: string
  multiprocessors: number
  memoryBytes: number
  /** True only in tests: device code run by the processor. */
  isEmulated: boolean
}

/** `auto` takes the GPU where there is one and the work is worth its start. */
export type Device = 'auto' | 'cpu' | 'cuda'

/** Says which devices there are, and why one is not. */
export function devices(): Devices {
  const { isa, available } = native().cpu()
  return {
    cpu: { isa, available, threads: defaultThreads() },
    cuda: cudaDevice(),
  }
}

function cudaDevice(): Devices['cuda'] {
  const report = native().cuda()
  const reason = cudaReason(report)
  if (reason !== undefined) return { available: false, reason }
  const { name, multiprocessors, memory: memoryBytes, isHost: isEmulated } = report
  return {
    available: true,
    name,
    computeCapability: capability(report.capability),
    multiprocessors,
    memoryBytes,
    isEmulated,
  }
}

/**
 * Pairs of rows from which on `auto` looks for a GPU: two cores take about a fifth of a second for so many, which is what
 * a GPU takes to begin (docs/cuda.md#auto).
 */
const AUTO_PAIRS = 2 ** 32

/**
 * The `device` option of a call that compares `pairs` pairs of rows. `FIGSIFT_DEVICE` stands in where there is none.
 *
 * @throws ArgumentError
 */
export function resolveDevice(device: Device | undefined, pairs: number): NativeDevice {
  const chosen = givenDevice(device) ?? 'auto'
  if (chosen === 'cuda') return 2
  return chosen === 'auto' && pairs >= AUTO_PAIRS ? 1 : 0
}

/** What was asked for, by the option or the environment. Answers say what they ran on where somebody asked. */
export function givenDevice(device: Device | undefined): Device | undefined {
  const fromEnvironment = process.env.FIGSIFT_DEVICE
  const [name, asked] =
    device !== undefined || fromEnvironment === undefined || fromEnvironment === ''
      ? ['device', device]
      : ['FIGSIFT_DEVICE', fromEnvironment]
  if (asked === undefined) return undefined
  checkOneOf(name!, asked, ['auto', 'cpu', 'cuda'])
  return asked
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
