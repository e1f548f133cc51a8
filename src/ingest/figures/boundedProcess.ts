import { spawn } from 'node:child_process'
import { onAbort } from '../../concurrency.js'
import { CancelledError, FigsiftError } from '../../errors.js'

export interface ProcessLimits {
  readonly timeoutMs: number
  /** Address space, which is more than the memory in use. */
  readonly memoryBytes: number
  /** Largest file that it may write. */
  readonly fileBytes: number
}

export interface ProcessResult {
  readonly exitCode: number | null
  /** The end of what it said on stderr and stdout. */
  readonly words: string
}

const WORDS_KEPT = 4096

// The shell sets the bounds and then becomes the program: `ulimit` holds for what it turns into, and for its children.
const BOUNDED = 'ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"'

/**
 * Runs a program that a stranger's file may break, with bounds on time, memory and what it writes.
 *
 * It gets a folder of its own and an environment without anything of ours; when the time is up, it and its children are
 * killed.
 *
 * @throws FigsiftError LIMIT_EXCEEDED when it takes too long; CANCELLED; IO when it cannot be started
 */
export function runBounded(
  command: readonly string[],
  folder: string,
  limits: ProcessLimits,
  signal?: AbortSignal,
): Promise<ProcessResult> {
  const { timeoutMs, memoryBytes, fileBytes } = limits
  const bounds = [memoryBytes / 1024, Math.ceil(timeoutMs / 1000) + 1, fileBytes / 512].map((n) => String(Math.ceil(n)))
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', BOUNDED, 'sh', ...bounds, ...command], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', HOME: folder, TMPDIR: folder },
    })
    let failure: FigsiftError | undefined
    const stop = (error: FigsiftError) => {
      failure ??= error
      try {
        // The whole group: ghostscript's wrappers start others.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It ended just now.
      }
    }
    const timer = setTimeout(
      () => stop(new FigsiftError('LIMIT_EXCEEDED', `Expected ${command[0]} to be done within ${timeoutMs} ms.`)),
      timeoutMs,
    )
    const forget = onAbort(signal, () => stop(new CancelledError(signal?.reason)))
    let words = ''
    const keep = (part: Buffer) => {
      words = (words + part.toString('latin1')).slice(-WORDS_KEPT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (cause) => {
      failure ??= new FigsiftError('IO', `Expected to start ${command[0]} but the system said: ${cause.message}.`, {
        cause,
      })
    })
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      forget()
      if (failure !== undefined) reject(failure)
      else resolve({ exitCode, words })
    })
  })
}
