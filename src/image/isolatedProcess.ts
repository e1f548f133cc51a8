import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { onAbort } from '../concurrency.js'
import { CancelledError, FigsiftError } from '../errors.js'
import { shown } from './confinedPath.js'
import { details, subject } from './decodeErrors.js'
import type { ImageFile } from './readImage.js'

/** Ours: real figures take well under a second. */
export const ISOLATED_TIMEOUT_MS = 30_000
/**
 * Memory of the process, looked at 50 times a second. Ours: the largest drawing that is allowed is 64 MiB of samples, of
 * which a chain of filters keeps several copies; real figures need 200 MiB with Node itself.
 */
export const ISOLATED_MEMORY_BYTES: number = 2 ** 31

// 'svg' draws and answers with the samples; 'explain' answers why a picture does not decode without a warning.
const SCRIPT = `
const [, sharpPath, task, maxPixels, maxBytes] = process.argv
const sharp = require(sharpPath)
sharp.concurrency(1)
// The picture is worked on in another thread, so this one can watch it. Nobody reads the answer of an orphan.
const parent = process.ppid
setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > Number(maxBytes)
  if (!isTooLarge && process.ppid === parent) return
  if (isTooLarge) try { require('fs').writeSync(2, 'memory') } catch {}
  process.kill(process.pid, 'SIGKILL')
}, 20).unref()
const parts = []
process.stdin.on('data', (part) => parts.push(part)).on('end', async () => {
  const input = Buffer.concat(parts)
  const answer = (header, data) => {
    const text = Buffer.from(JSON.stringify(header))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    process.stdout.write(Buffer.concat([length, text]))
    if (data) process.stdout.write(data)
  }
  try {
    if (task === 'explain') {
      const image = sharp(input, { failOn: 'warning', limitInputPixels: Number(maxPixels) })
      await image.raw().toBuffer()
      return answer({ error: '' })
    }
    const { format, width, height } = await sharp(input, { failOn: 'error', limitInputPixels: false }).metadata()
    if (format !== 'svg') throw new Error('it reads as ' + format)
    if (width * height > Number(maxPixels)) return answer({ width, height })
    const image = sharp(input, { failOn: 'error', limitInputPixels: Number(maxPixels) })
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    answer({ width: info.width, height: info.height, bytes: data.length }, data)
  } catch (error) {
    answer({ error: error.message })
  }
})
`

export type Answer = { width: number; height: number; bytes?: number } | { error: string }

/**
 * Puts the renderer's output together as it arrives: four bytes of length, the answer as JSON, then the samples. They
 * are copied piece by piece, so that no turn of the event loop copies a whole picture.
 */
export class Output {
  answer: Answer | undefined
  samples: Buffer = Buffer.alloc(0)
  filled = 0
  #head: Buffer = Buffer.alloc(0)

  push(part: Buffer): void {
    if (this.answer !== undefined) {
      this.#take(part)
      return
    }
    this.#head = Buffer.concat([this.#head, part])
    if (this.#head.length < 4) return
    const end = 4 + this.#head.readUInt32LE(0)
    if (this.#head.length < end) return
    this.answer = JSON.parse(this.#head.toString('utf8', 4, end)) as Answer
    if ('bytes' in this.answer) this.samples = Buffer.allocUnsafeSlow(this.answer.bytes ?? 0)
    this.#take(this.#head.subarray(end))
  }

  #take(part: Buffer): void {
    this.filled += part.copy(this.samples, this.filled)
  }
}

/**
 * Hands an image to a sharp in a process of its own, which can be killed.
 *
 * It gets the bytes on its standard input, so it has no folder to resolve references against.
 *
 * @throws FigsiftError   LIMIT_EXCEEDED when it takes longer than `timeoutMs` or more than `memoryBytes`; CANCELLED; IO when no process starts
 */
export function runIsolated(
  task: 'svg' | 'explain',
  file: ImageFile,
  options: {
    maxPixels: number
    timeoutMs?: number | undefined
    memoryBytes?: number | undefined
    signal?: AbortSignal | undefined
  },
): Promise<Output> {
  const { maxPixels, timeoutMs = ISOLATED_TIMEOUT_MS, memoryBytes = ISOLATED_MEMORY_BYTES, signal } = options
  return new Promise((resolve, reject) => {
    const sharpPath = createRequire(import.meta.url).resolve('sharp')
    const args = [sharpPath, task, String(maxPixels), String(memoryBytes)]
    const child = spawn(process.execPath, ['--input-type=commonjs', '-e', SCRIPT, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Nothing of the parent's options (preloaded modules, debuggers) may reach the renderer.
      env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
    })
    const output = new Output()
    let failure: FigsiftError | undefined
    const stop = (error: FigsiftError) => {
      failure ??= error
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => {
      const message = `Expected ${subject(file)} to be decoded within ${timeoutMs} ms but it was not. Render it to PNG first.`
      stop(new FigsiftError('LIMIT_EXCEEDED', message, details(file)))
    }, timeoutMs)
    const forget = onAbort(signal, () => stop(new CancelledError(signal?.reason)))
    let words = ''
    child.stderr.on('data', (part: Buffer) => {
      words = (words + part.toString('latin1')).slice(-16)
    })
    child.stdout.on('data', (part: Buffer) => output.push(part))
    // A renderer that is killed, or refuses early, closes its end while we still write.
    child.stdin.on('error', () => {})
    child.on('error', (cause) => {
      failure ??= new FigsiftError(
        'IO',
        `Expected to start a process of Node for the image but received ${shown(cause.message)}.`,
        {
          cause,
        },
      )
    })
    child.on('close', () => {
      clearTimeout(timer)
      forget()
      if (failure === undefined && words.endsWith('memory') && child.signalCode === 'SIGKILL') {
        const message = `Expected ${subject(file)} to be decoded in ${memoryBytes / 2 ** 20} MiB but it takes more. Render it to PNG first.`
        failure = new FigsiftError('LIMIT_EXCEEDED', message, details(file))
      }
      if (failure !== undefined) reject(failure)
      else resolve(output)
    })
    child.stdin.end(file.bytes)
  })
}
