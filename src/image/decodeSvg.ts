import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { CancelledError, FigsiftError } from '../errors.js'
import { shown } from './confinedPath.js'
import { corrupt, details, oneLine, subject, tooLarge } from './decodeErrors.js'
import { isOpaque } from './opacity.js'
import type { Pixels } from './pixels.js'
import type { ImageFile } from './readImage.js'

/** A drawing has no pixels of its own; 4096 x 4096 is more than any scorer looks at. Ours. */
export const MAX_SVG_PIXELS: number = 4096 * 4096
/** Ours: real figures render in well under a second. */
export const SVG_TIMEOUT_MS = 30_000

// A few kilobytes of SVG can keep the renderer busy for hours (a text of 30 000 letters, chains of filters), and nothing
// in this process could stop it. So it draws in a process of its own, which can be killed, and which gets the bytes on
// its standard input: it has no folder to resolve references against, and librsvg then reads no other file or address.
const RENDERER = `
const [, sharpPath, maxPixels] = process.argv
const sharp = require(sharpPath)
sharp.concurrency(1)
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

type Answer = { width: number; height: number; bytes?: number } | { error: string }

/**
 * Puts the renderer's output together as it arrives: four bytes of length, the answer as JSON, then the samples. They
 * are copied piece by piece, so that no turn of the event loop copies a whole picture.
 */
class OutputParser {
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
 * Renders an SVG drawing at its own size (72 dots per inch for absolute units) to RGBA.
 *
 * Text is drawn with the fonts of the machine, so pixels can differ from machine to machine.
 *
 * @throws FigsiftError   IMAGE_TOO_LARGE above the smaller of `maxPixels` and 4096 x 4096; LIMIT_EXCEEDED after 30 s
 */
export async function decodeSvg(
  file: ImageFile,
  options: { maxPixels: number; signal?: AbortSignal | undefined; timeoutMs?: number },
): Promise<Pixels> {
  const maxPixels = Math.min(options.maxPixels, MAX_SVG_PIXELS)
  const output = await runRenderer(file, maxPixels, options.timeoutMs ?? SVG_TIMEOUT_MS, options.signal)
  const { answer, samples, filled } = output
  if (answer === undefined) throw corrupt(file, 'the renderer stopped early')
  if ('error' in answer) throw corrupt(file, oneLine(answer.error))
  const { width, height, bytes } = answer
  if (bytes === undefined) throw tooLarge(file, width, height, maxPixels)
  if (filled !== bytes || bytes !== width * height * 4) throw corrupt(file, 'the renderer stopped early')
  return { data: samples, width, height, channels: 4, isOpaque: await isOpaque(samples, 4) }
}

function runRenderer(
  file: ImageFile,
  maxPixels: number,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<OutputParser> {
  return new Promise((resolve, reject) => {
    const sharpPath = createRequire(import.meta.url).resolve('sharp')
    const child = spawn(process.execPath, ['--input-type=commonjs', '-e', RENDERER, sharpPath, String(maxPixels)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Nothing of the parent's options (preloaded modules, debuggers) may reach the renderer.
      env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
    })
    const output = new OutputParser()
    let failure: FigsiftError | undefined
    const stop = (error: FigsiftError) => {
      failure ??= error
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => {
      const message = `Expected ${subject(file)} to be drawn within ${timeoutMs} ms but it was not. Render it to PNG first.`
      stop(new FigsiftError('LIMIT_EXCEEDED', message, details(file)))
    }, timeoutMs)
    const onAbort = () => stop(new CancelledError(signal?.reason))
    signal?.addEventListener('abort', onAbort, { once: true })
    child.stdout.on('data', (part: Buffer) => output.push(part))
    // A renderer that is killed, or refuses early, closes its end while we still write.
    child.stdin.on('error', () => {})
    child.on('error', (cause) => {
      failure ??= new FigsiftError('IO', `Expected to start the SVG renderer but received ${shown(cause.message)}.`, {
        cause,
      })
    })
    child.on('close', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      if (failure !== undefined) reject(failure)
      else resolve(output)
    })
    child.stdin.end(file.bytes)
  })
}
