import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { FigsiftError } from '../errors.js'
import { checkInteger, throwIfAborted } from '../validate.js'
import { cmykToRgb } from './cmyk.js'
import { corrupt, decoderError, tooLarge, tooLong, unsupported } from './decodeErrors.js'
import { decodeSvg } from './decodeSvg.js'
import { paintGifBackground } from './gifBackground.js'
import { type ImageMode, imageMode } from './imageMode.js'
import { runIsolated } from './isolatedProcess.js'
import { isOpaque } from './opacity.js'
import { MAX_SIDE, type Pixels } from './pixels.js'
import type { ImageFile } from './readImage.js'

// One thread per picture: figures are small and many, and several pictures at once fill the cores better than one
// picture cut into strips. Each decode holds one thread of libuv's pool, so the pool decides how many run at once:
// UV_THREADPOOL_SIZE must be at least the number of cores, and is read when the process starts (its default is 4).
sharp.concurrency(1)
// A figure is decoded once. libvips would otherwise keep the last operations and their pixels. Both settings hold for
// everything that uses sharp in this process.
sharp.cache(false)

export interface DecodeOptions {
  /**
   * Most pixels (width x height) that are decoded. Default: 178 956 970, at which Pillow refuses a file as a
   * decompression bomb (twice its Image.MAX_IMAGE_PIXELS, which is 1 GiB // 4 // 3 less rounding: a quarter GiB of RGB).
   */
  maxPixels?: number | undefined
  signal?: AbortSignal | undefined
}

/** A picture, and how its file stores it. */
export interface DecodedImage extends Pixels {
  mode: ImageMode
}

export const DEFAULT_MAX_PIXELS = 178_956_970

/**
 * Decodes an image to the pixels that Pillow would give.
 *
 * Colour profiles are ignored, EXIF orientation is applied, 16-bit samples keep their high byte, CMYK becomes
 * RGB by Pillow's formula, animations and documents give their first frame. Grey without alpha stays one channel, grey with
 * alpha becomes RGBA. Drawings (SVG) are rendered at their own size, at most 16 megapixels, in a process of their own.
 *
 * @returns   [height, width, channels] bytes, rows from top to bottom
 * @throws FigsiftError   IMAGE_CORRUPT for truncated or damaged files, never a picture that is partly there;
 *                        IMAGE_TOO_LARGE from the header, before anything is decoded; UNSUPPORTED_FORMAT for sample
 *                        types without an agreed black and white (float, 32-bit, Lab)
 * @remarks   equal to Pillow 9.4 byte for byte on all of 310 real figures but one, where Pillow clips 16-bit grey to white
 */
export async function decodeImage(file: ImageFile, options: DecodeOptions = {}): Promise<DecodedImage> {
  const { maxPixels = DEFAULT_MAX_PIXELS, signal } = options
  checkInteger('maxPixels', maxPixels, 1, Number.MAX_SAFE_INTEGER)
  throwIfAborted(signal)
  if (file.format === 'svg') return { ...(await decodeSvg(file, { maxPixels, signal })), mode: 'SVG' }

  const header = await readHeader(file)
  if (header.width * header.height > maxPixels) throw tooLarge(file, header.width, header.height, maxPixels)
  if (Math.max(header.width, header.height) > MAX_SIDE) throw tooLong(file, header.width, header.height)
  const plan = planFor(header)
  if (plan === undefined)
    throw unsupported(file, `${header.channels} channels of ${header.space} ${header.depth} samples`)
  const { data, info } = await render(file, maxPixels, plan, signal)
  throwIfAborted(signal)
  const picture = { width: info.width, height: info.height, mode: imageMode(header) }
  if (plan === 'cmyk') return { data: await cmykToRgb(data), ...picture, channels: 3, isOpaque: true }
  const channels = info.channels as Pixels['channels']
  if (file.format === 'gif' && channels === 3) await paintGifBackground(file.bytes, data, info.width, info.height)
  return { data, ...picture, channels, isOpaque: await isOpaque(data, channels) }
}

type FailOn = 'error' | 'warning'
const settings = (failOn: FailOn, limitInputPixels: number | false): SharpOptions => ({
  failOn,
  limitInputPixels,
  ignoreIcc: true,
  autoOrient: true,
  pages: 1,
})

async function readHeader(file: ImageFile): Promise<Metadata> {
  // The size is checked by the caller, who can then name it. Reading a header decodes nothing.
  const header = await sharp(file.bytes, settings('error', false))
    .metadata()
    .catch((cause) => decoderError(file, 'its header cannot be read', cause))
  const format = header.format === 'heif' ? 'avif' : header.format
  if (format !== file.format) throw corrupt(file, `its header reads as ${format}`)
  return header
}

/** How samples become 8-bit L, RGB or RGBA. */
type Plan = 'grey' | 'grey16' | 'rgb' | 'cmyk'

function planFor({ space, depth, channels }: Metadata): Plan | undefined {
  if (depth === 'uchar') {
    if (space === 'b-w') return channels === 1 ? 'grey' : channels === 2 ? 'rgb' : undefined
    if (space === 'srgb') return channels === 3 || channels === 4 ? 'rgb' : undefined
    if (space === 'cmyk') return channels === 4 ? 'cmyk' : undefined
  }
  if (depth === 'ushort') {
    if (space === 'grey16') return channels === 1 ? 'grey16' : channels === 2 ? 'rgb' : undefined
    if (space === 'rgb16') return channels === 3 || channels === 4 ? 'rgb' : undefined
  }
  return undefined
}

const PIPELINES: Readonly<Record<Plan, (image: Sharp) => Sharp>> = {
  grey: (image) => image.toColourspace('b-w'),
  // Converted to grey, 16-bit values would be rounded; as one channel of RGB they keep their high byte, as in Pillow.
  grey16: (image) => image.extractChannel(0),
  rgb: (image) => image,
  cmyk: (image) => image.pipelineColourspace('cmyk').toColourspace('cmyk'),
}

async function render(file: ImageFile, maxPixels: number, plan: Plan, signal: AbortSignal | undefined) {
  const attempt = (failOn: FailOn) =>
    PIPELINES[plan](sharp(file.bytes, settings(failOn, maxPixels)))
      .raw()
      .toBuffer({ resolveWithObject: true })
  try {
    if (file.format !== 'jpeg') return await attempt('error')
    return await attempt('warning').catch(() => renderDespiteWarning())
  } catch (cause) {
    if (cause instanceof FigsiftError) throw cause
    return decoderError(file, 'its picture cannot be decoded to the end', cause)
  }

  // libjpeg reports damage inside the picture (bad Huffman codes, a scan that ends early) as a warning and goes on with
  // grey, so JPEG is decoded with warnings as errors. Some warnings leave the picture whole and are common in the wild.
  async function renderDespiteWarning() {
    const result = await attempt('error')
    // Which warning it was can be asked only where no other picture is under way: see decoderError.
    const { answer } = await runIsolated('explain', file, { maxPixels, signal })
    const warning = answer !== undefined && 'error' in answer ? answer.error : ''
    if (HARMLESS_IN_JPEG.test(warning)) return result
    throw corrupt(file, 'parts of its picture are lost', new Error(warning))
  }
}

/** Surplus bytes before a restart marker or the end; odd markers of Adobe, JFIF and ICC. */
const HARMLESS_IN_JPEG =
  /extraneous bytes before marker 0xd[0-79]|unknown JFIF revision|Unknown Adobe color transform|bad ICC marker/
