import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markAsUntransferable } from 'node:worker_threads'
import type { Progress } from './concurrency.js'
import { ArgumentError, CancelledError, FigsiftError } from './errors.js'
import { throwIfAborted } from './validate.js'

/** The levels of native code for one machine, slowest first. */
export type IsaName = 'scalar' | 'avx2' | 'avx512'

/** Opaque native objects; each carries a type tag that native code checks. */
export interface CallToken {
  readonly callToken: unique symbol
}

export interface MappedRows {
  readonly mappedRows: unique symbol
}

/** Embeddings as native code takes them: float32 values, float16 bits, or a mapped file of either. */
export interface NativeRows {
  data: Float32Array | Uint16Array | MappedRows
  rows: number
  cols: number
  dtype: 'float32' | 'float16'
}

/** A picture as native code takes it; see src/image/pixels.ts. */
export interface NativeImage {
  data: Uint8Array
  width: number
  height: number
  channels: number
}

/** FsResampleJob of native/backends/backend.h. */
export interface NativeResampleJob {
  toWidth: number
  toHeight: number
  keepX: number
  keepY: number
  keepWidth: number
  keepHeight: number
  filter: number
}

/** One picture of FsPreprocessJob: what it needs beside the batch's settings. */
export interface NativePreprocessImage extends NativeImage {
  composite: 0 | 1
  toWidth: number
  toHeight: number
  offsetX: number
  offsetY: number
}

/** The settings of FsPreprocessJob that a batch has in common; colours and statistics per channel. */
export interface NativePreprocessSpec {
  background: readonly number[]
  pad: readonly number[]
  canvasWidth: number
  canvasHeight: number
  filter: number
  dtype: 0 | 1
  rescale: number
  mean: readonly number[]
  std: readonly number[]
}

/** Last argument of every asynchronous native function. */
export interface NativeCall {
  threads: number
  token: CallToken | undefined
}

/** The typed mirror of native/addon/addon.cpp. */
export interface NativeBinding {
  setup(options: { lend: (buffer: ArrayBufferLike) => boolean }): void
  cpu(): { isa: IsaName; available: IsaName[]; threads: number }
  setIsa(name: string): boolean

  callToken(): CallToken
  cancelCall(token: CallToken): void
  callProgress(token: CallToken): [done: number, total: number]

  resample(image: NativeImage, job: NativeResampleJob, call: NativeCall): Promise<Uint8Array>
  preprocess(
    images: readonly NativePreprocessImage[],
    spec: NativePreprocessSpec,
    out:
      | {
          data: Float32Array | Uint16Array
          begin: number
        }
      | undefined,
    call: NativeCall,
  ): Promise<Float32Array | Uint16Array>
  perceptualHash(
    images: readonly NativeImage[],
    call: NativeCall,
  ): Promise<{
    hashes: BigUint64Array
    isFlat: Int32Array
  }>
  /** A read-only mapping of bytes [offset, offset + bytes) of an open file, which may be closed then. */
  mapRows(fd: number, offset: number, bytes: number): MappedRows
  unmapRows(rows: MappedRows): void
  /** Copies from byte `begin` on; false if the file was cut short. */
  readRows(rows: MappedRows, begin: number, out: Uint8Array): boolean
  widenFloat16(bits: Uint16Array): Float32Array

  cosineRows(a: NativeRows, b: NativeRows, call: NativeCall): Promise<Float64Array>
  similarityJoin(
    a: NativeRows,
    b: NativeRows | undefined,
    options: NativeCall & {
      minCosine: number
      limit: number
      tile: number
    },
  ): Promise<SimilarPairs>
  nearest(
    queries: NativeRows,
    corpus: NativeRows,
    options: NativeCall & {
      k: number
    },
  ): Promise<Neighbours>
  hammingJoin(
    left: BigUint64Array,
    right: BigUint64Array | undefined,
    options: NativeCall & {
      radius: number
      limit: number
    },
  ): Promise<HammingPairs>
  /** policy: 0 = greedy, 1 = component */
  resolveDuplicates(
    left: Uint32Array,
    right: Uint32Array,
    priority: Float64Array | undefined,
    options: NativeCall & {
      rows: number
      policy: 0 | 1
    },
  ): Promise<Duplicates>
}

/** Pairs in order of (left, right). */
export interface SimilarPairs {
  left: Uint32Array
  right: Uint32Array
  cosine: Float64Array
}

/** [rows, k], best first, ties by lower index. */
export interface Neighbours {
  indices: Uint32Array
  cosines: Float64Array
}

/** Pairs in order of (left, right). */
export interface HammingPairs {
  left: Uint32Array
  right: Uint32Array
  bits: Uint8Array
}

export interface Duplicates {
  /** Smallest row of the component; own row when alone. */
  cluster: Uint32Array
  /** 1 = stays, 0 = goes. */
  keep: Uint8Array
  /** The kept row that a row is a duplicate of; -1 when kept. */
  duplicateOf: Int32Array
}

/** The status codes of native/backends/backend.h. */
export const FS = {
  BAD_ARGUMENT: 1,
  NON_FINITE: 2,
  CANCELLED: 3,
  OUT_OF_MEMORY: 4,
  LIMIT_EXCEEDED: 5,
  IO: 6,
  BAD_FORMAT: 7,
  INTERNAL: 8,
} as const

let loaded: NativeBinding | undefined

/** The native core; loaded on first use, so that importing figsift never fails. */
export function native(): NativeBinding {
  loaded ??= load()
  return loaded
}

function load(): NativeBinding {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
  const require = createRequire(import.meta.url)
  let binding: NativeBinding
  try {
    binding = (require('node-gyp-build') as (folder: string) => NativeBinding)(root)
  } catch (cause) {
    throw new FigsiftError('BINDING_NOT_FOUND', loadMessage(root, cause), { cause })
  }
  binding.setup({ lend })
  const forced = process.env.FIGSIFT_ISA
  if (forced !== undefined && forced !== '') setIsa(binding, forced, 'FIGSIFT_ISA')
  return binding
}

/** Forces a level for this thread. For tests and for `FIGSIFT_ISA`; a level that is not there is an error, not the next one. */
export function setIsa(binding: NativeBinding, isa: string, name = 'isa'): void {
  if (binding.setIsa(isa)) return
  const available = binding.cpu().available.join(', ')
  throw new FigsiftError(
    'DEVICE_UNAVAILABLE',
    `Expected one of ${available} for \`${name}\` but received ${JSON.stringify(isa)}: this machine or build has no such level. Unset it to take the best one.`,
  )
}

function loadMessage(root: string, cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause)
  const platform = `${process.platform}-${process.arch}`
  const lines = [
    `The native core of figsift could not be loaded on ${platform}, Node ${process.version}.`,
    'Attempts:',
    `  - ${root}/build/Release/*.node (a build of your own)`,
    `  - ${root}/prebuilds/${platform}/*.node (the released binary)`,
    `  ${words.trim().split('\n').join('\n  ')}`,
    'Remedies:',
    ...loadRemedies(words, platform).map((remedy) => `  - ${remedy}`),
  ]
  return lines.join('\n')
}

/** What helps depends on how the loading failed. */
function loadRemedies(words: string, platform: string): string[] {
  if (/GLIBC|GLIBCXX|CXXABI/.test(words)) {
    return [
      'The C library is too old: the released binary needs glibc 2.34 (Debian 12, Ubuntu 22.04, RHEL 9) or newer.',
    ]
  }
  if (/ld-musl|libc\.musl/.test(words)) return ['Alpine and other musl systems are not supported; use a glibc image.']
  if (/ERR_DLOPEN_DISABLED|no-addons/.test(words)) return ['Run node without --no-addons.']
  if (/Cannot find module 'node-gyp-build'/.test(words)) return ['Install again with `npm i figsift`.']
  if (platform !== 'linux-x64') return [`Only linux-x64 has a binary, and this is ${platform}.`]
  return [
    'Install again with `npm i figsift`, and check that the package was not pruned.',
    'In a checkout of the repository: `npm run build:native` (needs cmake and a C++20 compiler).',
  ]
}

/**
 * Lets a native call read a typed array's memory in place. Called by native code for arrays above 4 MiB; those below
 * are copied, and so is what this refuses.
 *
 * A buffer whose memory JavaScript could take away during the call would crash the process, a reference does not
 * prevent that. So it is marked untransferable, for good; `transfer` (Node 21 and later does not look at the mark) is
 * shadowed; resizable buffers are refused. Memory shared between threads cannot be taken away and needs nothing.
 */
function lend(buffer: ArrayBufferLike): boolean {
  if (buffer instanceof SharedArrayBuffer) return true
  if ((buffer as { resizable?: boolean }).resizable === true) return false
  markAsUntransferable(buffer)
  for (const name of ['transfer', 'transferToFixedLength']) {
    if (!(name in buffer) || Object.hasOwn(buffer, name)) continue
    const refuse = () => {
      throw new ArgumentError('Expected a buffer of its own for `transfer` but received one that figsift has borrowed.')
    }
    Object.defineProperty(buffer, name, { value: refuse })
  }
  return true
}

/** A failed status of a native call: numbers only. */
export interface NativeFailure {
  fs: number
  detail: [number, number]
}

export interface NativeCallOptions {
  threads: number
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Name of the work in `onProgress`. */
  phase?: string
  /** Makes the sentence for a status that names an argument of the caller's; undefined leaves it to the general one. */
  explain?: (failure: NativeFailure) => FigsiftError | undefined
}

/** How often `onProgress` is called, at most. */
const PROGRESS_MS = 100

/** Runs one asynchronous native function with cancellation, progress and readable errors. */
export async function callNative<T>(run: (call: NativeCall) => Promise<T>, options: NativeCallOptions): Promise<T> {
  const { threads, signal, onProgress, phase = 'working', explain } = options
  throwIfAborted(signal)
  const binding = native()
  const token = signal === undefined && onProgress === undefined ? undefined : binding.callToken()
  const onAbort = () => binding.cancelCall(token!)
  signal?.addEventListener('abort', onAbort, { once: true })
  const timer =
    onProgress &&
    setInterval(() => {
      const [done, total] = binding.callProgress(token!)
      onProgress({ phase, done, total: total === 0 ? undefined : total })
    }, PROGRESS_MS)
  try {
    return await run({ threads, token })
  } catch (error) {
    throw toFigsiftError(error, signal, explain)
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

function toFigsiftError(
  error: unknown,
  signal: AbortSignal | undefined,
  explain: NativeCallOptions['explain'],
): unknown {
  if (error instanceof FigsiftError) return error
  if (error instanceof TypeError) {
    // The last guard in native/addon/convert.cpp: its message is the argument's name.
    return new FigsiftError('INTERNAL', `The native core refused \`${error.message}\`. Please report this call.`, {
      cause: error,
    })
  }
  const failure = error as Partial<NativeFailure>
  if (failure.fs === undefined || failure.detail === undefined) return error
  const explained = explain?.(failure as NativeFailure)
  if (explained !== undefined) return explained
  switch (failure.fs) {
    case FS.CANCELLED:
      return new CancelledError(signal?.reason)
    case FS.OUT_OF_MEMORY:
      return new FigsiftError(
        'OUT_OF_MEMORY',
        'There was not enough memory for the call. Use smaller inputs or fewer threads.',
      )
    default:
      return new FigsiftError(
        'INTERNAL',
        `The native core failed with status ${failure.fs} (${failure.detail.join(', ')}). Please report this call.`,
      )
  }
}
