import type { ResizeTo, Size } from '../image/geometry.js'
import type { PreprocessSpec } from '../image/preprocess.js'
import type { ResampleFilter } from '../image/resample.js'
import { isObject, type Json } from './jsonFile.js'
import { invalidModel } from './modelError.js'

/** PIL.Image.Resampling; 0, nearest neighbour, is not among them: it destroys line figures. */
const FILTERS: readonly (ResampleFilter | undefined)[] = [undefined, 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming']
const MAX_SIDE = 4096
const HALF = [0.5, 0.5, 0.5] as const
/** Of OpenAI's CLIP: what CLIPImageProcessor takes where the file says nothing. */
const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073] as const
const CLIP_STD = [0.26862954, 0.26130258, 0.27577711] as const

export interface Preprocessing {
  spec: PreprocessSpec
  /** Of the graph's input. */
  size: Size
}

/**
 * A model's preprocessing from its `preprocessor_config.json`, in each of the shapes that file has had.
 *
 * Left out, a setting has the default of the processor that the file names: CLIP's (shortest edge 224, bicubic, crop
 * 224) or SigLIP's (224 x 224, bicubic, no crop, 0.5). Transparent pictures are composited on white.
 *
 * @throws FigsiftError MODEL_INVALID for settings that cannot be met: NaFlex, nearest neighbour, no fixed size
 * @see transformers 4.x, CLIPImageProcessor and SiglipImageProcessor
 */
export function readPreprocessing(file: string, json: Json, family: 'clip' | 'siglip'): Preprocessing {
  const refuse = (what: string, remedy = 'Export the model with its own preprocessor_config.json.') =>
    invalidModel(file, what, remedy)
  const processor = String(json.image_processor_type ?? json.feature_extractor_type ?? '')
  if (json.max_num_patches !== undefined || /^Siglip2ImageProcessor/.test(processor)) {
    throw refuse(
      'belongs to a SigLIP 2 model with NaFlex, whose input varies with the picture',
      'Use a fixed-resolution SigLIP 2, as siglip2-base-patch16-224.',
    )
  }
  const isClip = /siglip/i.test(processor) ? false : /clip/i.test(processor) || family === 'clip'

  if (json.do_resize === false) throw refuse('turns resizing off', 'Figures come in all sizes: set "do_resize": true.')
  const resize = readSize(json.size, isClip ? 'shortestEdge' : 'both') ?? {
    ...(isClip ? { shortestEdge: 224 } : { width: 224, height: 224 }),
  }
  if (resize === 'unknown') throw refuse(`has ${shown(json.size)} for "size"`)
  const wantsCrop = typeof json.do_center_crop === 'boolean' ? json.do_center_crop : isClip
  const crop = wantsCrop ? (readSize(json.crop_size, 'both') ?? { width: 224, height: 224 }) : undefined
  if (crop === 'unknown' || (crop !== undefined && 'shortestEdge' in crop)) {
    throw refuse(`has ${shown(json.crop_size)} for "crop_size"`)
  }
  const canvas = crop ?? ('shortestEdge' in resize ? undefined : resize)
  if (canvas === undefined) {
    throw refuse(
      'resizes the shortest edge without a crop, which gives pictures of many sizes',
      'Set "do_center_crop".',
    )
  }

  const resample = json.resample ?? 3
  const filter = Number.isInteger(resample) ? FILTERS[resample as number] : undefined
  if (filter === undefined) throw refuse(`has ${shown(resample)} for "resample"`, 'Known are 1 to 5 of Pillow.')
  const rescale = json.do_rescale === false ? 1 : (json.rescale_factor ?? 1 / 255)
  if (typeof rescale !== 'number' || !(rescale >= 1e-9 && rescale <= 1e9)) {
    throw refuse(`has ${shown(rescale)} for "rescale_factor"`)
  }
  const isNormalised = json.do_normalize !== false
  const mean = isNormalised ? triple(json.image_mean ?? (isClip ? CLIP_MEAN : HALF)) : ([0, 0, 0] as const)
  const std = isNormalised ? triple(json.image_std ?? (isClip ? CLIP_STD : HALF)) : ([1, 1, 1] as const)
  if (mean === undefined) throw refuse(`has ${shown(json.image_mean)} for "image_mean"`)
  if (std === undefined || std.some((value) => value <= 0)) throw refuse(`has ${shown(json.image_std)} for "image_std"`)
  const spec: PreprocessSpec = { resize, crop, filter, rescale, mean, std, alpha: 'white', dtype: 'float32' }
  return { spec, size: canvas }
}

/** A size as a number, `{ shortest_edge }` or `{ height, width }`. */
function readSize(value: unknown, ofNumber: 'shortestEdge' | 'both'): ResizeTo | undefined | 'unknown' {
  if (value === undefined || value === null) return undefined
  if (isSide(value)) return ofNumber === 'both' ? { width: value, height: value } : { shortestEdge: value }
  if (!isObject(value)) return 'unknown'
  const { shortest_edge: shortestEdge, longest_edge, width, height } = value
  if (isSide(shortestEdge) && longest_edge === undefined) return { shortestEdge }
  return isSide(width) && isSide(height) ? { width, height } : 'unknown'
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_SIDE
}

function triple(value: unknown): [number, number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined
  return value.every((x) => typeof x === 'number' && Math.abs(x) <= 1e9)
    ? (value as [number, number, number])
    : undefined
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? 'nothing'
}
