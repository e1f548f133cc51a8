import { callNative, type NativeCall, type NativePreprocessImage, native } from '../binding.js'
import { type Device, resolveDevice, resolveThreads } from '../device.js'
import { FigsiftError, ShapeError } from '../errors.js'
import { argumentError, checkInteger, checkKeys, checkNumber, checkOneOf } from '../validate.js'
import { centreOffset, type ResizeTo, resizedSize, type Size } from './geometry.js'
import { checkPixels, type Pixels } from './pixels.js'
import { RESAMPLE_FILTERS, type ResampleFilter } from './resample.js'

/** How pictures become the input of a vision model: the settings of a Hugging Face `preprocessor_config.json`. */
export interface PreprocessSpec {
  /** Size before the crop; the shorter side to a length, or both to a size. */
  resize: ResizeTo
  /** Size of the model's input, cut out of the middle; what lies outside the picture is black. Default: no crop. */
  crop?: Size | undefined
  filter: ResampleFilter
  /** Factor from bytes to the scale of `mean` and `std`: 1/255 as a rule, 1 to leave bytes as they are. */
  rescale: number
  /** Per channel R, G, B; [0, 0, 0] and [1, 1, 1] to leave values as they are. */
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
  /** Transparent pixels: composited on white, or their colours taken as they stand (Pillow's `convert('RGB')`). */
  alpha: 'white' | 'drop'
  /** float16 values come as their bits, in a Uint16Array. */
  dtype: 'float32' | 'float16'
}

/** A batch that the result goes into: image i of the call into place `slot + i`. */
export interface PreprocessOutput {
  /** [places, 3, height, width]; borrowed: do not touch it until the promise settles. */
  data: Float32Array | Uint16Array
  slot: number
}

export interface PreprocessOptions {
  threads?: number
  /** `auto` is the processor, as for `resample`. */
  device?: Device
  signal?: AbortSignal | undefined
}

const SPEC_KEYS = ['resize', 'crop', 'filter', 'rescale', 'mean', 'std', 'alpha', 'dtype']
/** A model's input; larger ones are a mistake in the settings. */
const MAX_CANVAS_SIDE = 2 ** 14
const MAX_RESIZED_SIDE = 2 ** 24

/**
 * Pictures to the input tensor of a vision model, in one pass per picture.
 *
 * out[i, c, y, x] = (value * rescale - mean[c]) / std[c], in double precision and rounded once, where value is the byte
 * that compositing, conversion to RGB, `Image.resize` and a centre crop give in Pillow
 *
 * @param images   any sizes; grey is repeated in three channels. Pictures of one call are copied up to 4 MiB together
 *   and borrowed beyond: do not write to them until the promise settles
 * @param spec   see PreprocessSpec
 * @param out   a batch to write into; default: a new array
 * @returns   [n, 3, height, width], Float32Array or (float16) Uint16Array; `out.data` if that was given
 * @throws ShapeError   if a picture's array does not fit its sizes, `out` is too small, or pictures of different sizes meet
 *   without a crop; `row` says which picture
 * @throws FigsiftError   LIMIT_EXCEEDED if a picture is so narrow that its long side would pass 2^24 pixels
 * @see transformers 4.x, CLIPImageProcessor (the one that uses Pillow); docs/numerics.md
 */
export async function preprocess(
  images: readonly Pixels[],
  spec: PreprocessSpec,
  out?: PreprocessOutput,
  options: PreprocessOptions = {},
): Promise<Float32Array | Uint16Array> {
  checkSpec(spec)
  checkKeys('options', options, ['threads', 'device', 'signal'])
  const threads = resolveThreads(options.threads)
  const device = resolveDevice(options.device, 0)
  if (!Array.isArray(images)) throw argumentError('images', 'an array of decoded pixels', images)

  let canvas = spec.crop ?? ('shortestEdge' in spec.resize ? undefined : spec.resize)
  const jobs: NativePreprocessImage[] = images.map((pixels: Pixels, row) => {
    checkPixels(`images[${row}]`, pixels)
    const to = resizedSize(pixels, spec.resize)
    checkResized(to, pixels, row)
    canvas ??= to
    if (spec.crop === undefined && (to.width !== canvas.width || to.height !== canvas.height)) {
      throw new ShapeError(
        `Expected [${canvas.height}, ${canvas.width}] for \`images[${row}]\` after resizing, like the pictures before it, ` +
          `but received [${to.height}, ${to.width}]. Give \`crop\`, or \`resize\` with width and height.`,
        { row },
      )
    }
    const offset = centreOffset(to, canvas)
    const { data, width, height, channels } = pixels
    const composite = spec.alpha === 'white' && !pixels.isOpaque ? 1 : 0
    return {
      data,
      width,
      height,
      channels,
      composite,
      toWidth: to.width,
      toHeight: to.height,
      offsetX: offset.x,
      offsetY: offset.y,
    }
  })
  const { width, height } = canvas ?? { width: 0, height: 0 }
  const place = 3 * width * height
  const target = out && checkOutput(out, spec, images.length, { width, height })
  if (jobs.length === 0) return out?.data ?? (spec.dtype === 'float16' ? new Uint16Array(0) : new Float32Array(0))
  if (place * jobs.length > 2 ** 31 - 1) {
    throw new FigsiftError(
      'LIMIT_EXCEEDED',
      `Expected at most ${2 ** 31 - 1} values in a batch but [${jobs.length}, 3, ${height}, ${width}] has more. ` +
        'Use smaller batches.',
    )
  }

  const shared = {
    background: [255, 255, 255],
    pad: [0, 0, 0],
    canvasWidth: width,
    canvasHeight: height,
    filter: RESAMPLE_FILTERS.indexOf(spec.filter),
    dtype: spec.dtype === 'float16' ? (1 as const) : (0 as const),
    rescale: spec.rescale,
    mean: spec.mean,
    std: spec.std,
  }
  const run = (call: NativeCall) => native().preprocess(jobs, shared, target, { ...call, device })
  return callNative(run, { threads, signal: options.signal })
}

function checkSpec(spec: PreprocessSpec): void {
  if (typeof spec !== 'object' || spec === null) throw argumentError('spec', 'an object', spec)
  checkKeys('spec', spec, SPEC_KEYS)
  const { resize, crop } = spec
  if (typeof resize !== 'object' || resize === null) {
    throw argumentError('spec.resize', '{ shortestEdge } or { width, height }', resize)
  }
  if ('shortestEdge' in resize) {
    checkKeys('spec.resize', resize, ['shortestEdge'])
    checkInteger('spec.resize.shortestEdge', resize.shortestEdge, 1, MAX_CANVAS_SIDE)
  } else {
    checkSize('spec.resize', resize)
  }
  if (crop !== undefined) checkSize('spec.crop', crop)
  checkOneOf('spec.filter', spec.filter, RESAMPLE_FILTERS)
  checkOneOf('spec.alpha', spec.alpha, ['white', 'drop'])
  checkOneOf('spec.dtype', spec.dtype, ['float32', 'float16'])
  checkNumber('spec.rescale', spec.rescale, 1e-9, 1e9)
  for (const name of ['mean', 'std'] as const) {
    const triple: unknown = spec[name]
    if (!Array.isArray(triple) || triple.length !== 3) throw argumentError(`spec.${name}`, 'three numbers', triple)
    for (const value of triple) checkNumber(`spec.${name}`, value, name === 'std' ? 1e-9 : -1e9, 1e9)
  }
}

function checkSize(name: string, size: Size): void {
  if (typeof size !== 'object' || size === null) throw argumentError(name, '{ width, height }', size)
  checkKeys(name, size, ['width', 'height'])
  checkInteger(`${name}.width`, size.width, 1, MAX_CANVAS_SIDE)
  checkInteger(`${name}.height`, size.height, 1, MAX_CANVAS_SIDE)
}

function checkResized(to: Size, from: Size, row: number): void {
  if (to.width <= MAX_RESIZED_SIDE && to.height <= MAX_RESIZED_SIDE) return
  throw new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected a picture of at most ${MAX_RESIZED_SIDE} pixels a side after resizing for \`images[${row}]\` but ` +
      `[${from.height}, ${from.width}] becomes [${to.height}, ${to.width}]. Leave the picture out, or resize to a fixed size.`,
    { row },
  )
}

/** Checks that the caller's batch has the type and the room; returns it with the first element to write. */
function checkOutput(out: PreprocessOutput, spec: PreprocessSpec, count: number, { width, height }: Size) {
  checkKeys('out', out, ['data', 'slot'])
  const wanted = spec.dtype === 'float16' ? Uint16Array : Float32Array
  if (!(out.data instanceof wanted)) throw argumentError('out.data', `a ${wanted.name} for ${spec.dtype}`, out.data)
  checkInteger('out.slot', out.slot, 0, 2 ** 31)
  const place = 3 * width * height
  const needed = (out.slot + count) * place
  if (out.data.length < needed) {
    throw new ShapeError(
      `Expected at least [${out.slot + count}, 3, ${height}, ${width}] = ${needed} elements for \`out.data\` ` +
        `but received ${out.data.length}.`,
    )
  }
  if ((out.data.buffer as { resizable?: boolean }).resizable === true) {
    throw argumentError('out.data', 'an array over a buffer of fixed length', out.data)
  }
  return { data: out.data, begin: out.slot * place }
}
