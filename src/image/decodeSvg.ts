import { corrupt, tooLarge } from './decodeErrors.js'
import { runIsolated } from './isolatedProcess.js'
import { isOpaque } from './opacity.js'
import type { Pixels } from './pixels.js'
import type { ImageFile } from './readImage.js'

/** A drawing has no pixels of its own; 4096 x 4096 is more than any scorer looks at. Ours. */
export const MAX_SVG_PIXELS: number = 4096 * 4096

/**
 * Renders an SVG drawing at its own size (72 dots per inch for absolute units) to RGBA.
 *
 * A few kilobytes of SVG can keep the renderer busy for hours (a text of 30 000 letters, chains of filters), and nothing
 * in this process could stop it. So another process draws, and can be killed. Getting the bytes without an address,
 * librsvg has nothing to resolve references against and reads no other file.
 *
 * Text is drawn with the fonts of the machine, so pixels can differ from machine to machine.
 *
 * @throws FigsiftError   IMAGE_TOO_LARGE above the smaller of `maxPixels` and 4096 x 4096; LIMIT_EXCEEDED after 30 s or
 *   above 2 GiB
 */
export async function decodeSvg(
  file: ImageFile,
  options: { maxPixels: number; signal?: AbortSignal | undefined; timeoutMs?: number; memoryBytes?: number },
): Promise<Pixels> {
  const maxPixels = Math.min(options.maxPixels, MAX_SVG_PIXELS)
  const { answer, samples, filled } = await runIsolated('svg', file, { ...options, maxPixels })
  if (answer === undefined) throw corrupt(file, 'the renderer stopped early')
  if ('error' in answer) throw corrupt(file, 'it cannot be drawn', new Error(answer.error))
  const { width, height, bytes } = answer
  if (bytes === undefined) throw tooLarge(file, width, height, maxPixels)
  if (filled !== bytes || bytes !== width * height * 4) throw corrupt(file, 'the renderer stopped early')
  return { data: samples, width, height, channels: 4, isOpaque: await isOpaque(samples, 4) }
}
