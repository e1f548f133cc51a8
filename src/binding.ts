import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markAsUntransferable } from 'node:worker_threads'
import type { NativeBinding, NativeCall } from './bindingTypes.js'
import { onAbort, type Progress } from './concurrency.js'
import { cudaReason } from './cudaReason.js'
import { ArgumentError, CancelledError, FigsiftError } from './errors.js'
import { checkFunction, checkSignal, throwIfAborted } from './validate.js'

export type * from './bindingTypes.js'

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
  DEVICE_FAILED: 9,
  DEVICE_UNAVAILABLE: 10,
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
 * Lets native code, ours or sharp's, read a typed array's memory in place. For arrays above 4 MiB; those below are
 * copied, and so is what this refuses.
 *
 * A buffer whose memory JavaScript could take away during the call would crash the process, a reference does not
 * prevent that. So it is marked untransferable, for good; `transfer` (Node 21 and later does not look at the mark) is
 * shadowed; resizable buffers are refused. Memory shared between threads cannot be taken away and needs nothing.
 */
export function lend(buffer: ArrayBufferLike): boolean {
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
  checkSignal(signal)
  checkFunction('onProgress', onProgress)
  throwIfAborted(signal)
  const binding = native()
  const token = signal === undefined && onProgress === undefined ? undefined : binding.callToken()
  const forget = onAbort(signal, () => binding.cancelCall(token!))
  // What the caller's function throws ends the call, not the process.
  let thrown: { error: unknown } | undefined
  const report = () => {
    const [done, total] = binding.callProgress(token!)
    try {
      onProgress!({ phase, done, total: total === 0 ? undefined : total })
    } catch (error) {
      thrown ??= { error }
      clearInterval(timer)
      binding.cancelCall(token!)
    }
  }
  const timer = onProgress && setInterval(report, PROGRESS_MS)
  try {
    const result = await run({ threads, token })
    if (thrown === undefined) return result
  } catch (error) {
    if (thrown === undefined) throw toFigsiftError(error, signal, explain)
  } finally {
    clearInterval(timer)
    forget()
  }
  throw thrown.error
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
    case FS.DEVICE_UNAVAILABLE:
      return new FigsiftError(
        'DEVICE_UNAVAILABLE',
        `CUDA was asked for and cannot be used: ${cudaReason(native().cuda())}. Use \`device: 'auto'\` or 'cpu'.`,
      )
    case FS.DEVICE_FAILED:
      return new FigsiftError(
        'DEVICE_FAILED',
        `The GPU failed with CUDA error ${failure.detail[0]}; no part of the answer was kept. Run again with \`device: 'cpu'\`, ` +
          'in a new process if it fails at once: an error of the device may last as long as the process.',
      )
    case FS.OUT_OF_MEMORY:
      if (failure.detail[0] === 1) {
        const asked = failure.detail[1] === 0 ? '' : ` for ${(failure.detail[1] / 2 ** 20).toFixed(0)} MiB`
        return new FigsiftError(
          'OUT_OF_MEMORY',
          `There was not enough memory on the GPU${asked}, with the smallest pieces the call can be cut into. ` +
            "Use smaller inputs or `device: 'cpu'`.",
        )
      }
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
