import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { CancelledError, FigsiftError } from '../errors.js'
import { shown } from './confinedPath.js'
import { decoderError, details, subject, tooLarge } from './decodeErrors.js'
import { isOpaque } from './opacity.js'
import type { Pixels } from './pixels.js'
import type { ImageFile } from './readImage.js'

/** A drawing has no pixels of its own; 4096 x 4096 is more than any scorer looks at. Ours. */
export const MAX_SVG_PIXELS = 4096 * 4096
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
  const headerEnd = output.length < 4 ? 0 : 4 + output.readUInt32LE(0)
  if (headerEnd === 0 || output.length < headerEnd) decoderError(file, 'the renderer stopped early')
  const answer = JSON.parse(output.toString('utf8', 4, headerEnd)) as Answer
  if ('error' in answer) decoderError(file, answer.error)
  const { width, height, bytes } = answer
  if (bytes === undefined) throw tooLarge(file, width, height, maxPixels)
  const data = output.subarray(headerEnd)
  if (data.length !== bytes || bytes !== width * height * 4) decoderError(file, 'the renderer stopped early')
  return { data, width, height, channels: 4, isOpaque: await isOpaque(data, 4) }
}

function runRenderer(file: ImageFile, maxPixels: number, timeoutMs: number, signal?: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sharpPath = createRequire(import.meta.url).resolve('sharp')
    const child = spawn(process.execPath, ['--input-type=commonjs', '-e', RENDERER, sharpPath, String(maxPixels)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Nothing of the parent's options (preloaded modules, debuggers) may reach the renderer.
      env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
    })
    const parts: Buffer[] = []
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
    child.stdout.on('data', (part: Buffer) => parts.push(part))
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
      else resolve(Buffer.concat(parts))
    })
    child.stdin.end(file.bytes)
  })
}
