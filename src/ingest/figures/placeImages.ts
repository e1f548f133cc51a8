import { mapOrdered } from '../../concurrency.js'
import type { ImageProvenance } from '../../dataset/fullRecord/fullRecord.js'
import { MAX_IMAGES_PER_ROW } from '../../dataset/record.js'
import { type RowError, toRowError } from '../../errors.js'
import type { ImageReference } from '../paper.js'
import { type KeepOptions, type KeptImage, keepImage } from './keepImage.js'

/** The images of one figure, in their places. */
export interface PlacedImages {
  /** Of the whole figure. */
  readonly paths: readonly string[]
  /** One entry per panel that the source marks; null where it has no image of its own. */
  readonly panelPaths: readonly (string | null)[]
  /** One entry per path of the figure. */
  readonly provenance: readonly ImageProvenance[]
  /** Why the first of those that failed is missing. */
  readonly error: RowError | null
}

export interface FigureImages {
  readonly images: readonly ImageReference[]
  readonly panels?: readonly { readonly images: readonly ImageReference[] }[]
}

export interface PlaceOptions extends KeepOptions {
  /** How many are copied or drawn at a time. */
  readonly concurrency: number
}

/**
 * Keeps the images of a figure: its own, or where there is none of the whole those of its panels.
 *
 * @param name   of the figure: copies are called `name.png`, or `name-1.png`, `name-2.png` when there are several
 */
export async function placeImages(figure: FigureImages, name: string, options: PlaceOptions): Promise<PlacedImages> {
  const references = distinct([...figure.images, ...(figure.panels ?? []).flatMap(({ images }) => images)])
  const taken = references.slice(0, MAX_IMAGES_PER_ROW)
  const kept = new Map<unknown, KeptImage>()
  let error: RowError | null = taken.length === references.length ? null : tooMany(references.length)
  const keep = async (reference: ImageReference, i: number) => {
    try {
      return await keepImage(reference, taken.length === 1 ? name : `${name}-${i + 1}`, options)
    } catch (cause) {
      return toRowError(cause, 'image')
    }
  }
  const { concurrency, signal } = options
  let i = 0
  for await (const result of mapOrdered(taken, keep, { concurrency, signal })) {
    if ('provenance' in result) kept.set(sameAs(taken[i]!), result)
    else error ??= result
    i++
  }
  const panelPaths = (figure.panels ?? []).map(({ images: [first] }) =>
    first === undefined ? null : (kept.get(sameAs(first))?.path ?? null),
  )
  const whole = distinct(figure.images.length > 0 ? figure.images : references)
  const found = whole.map((reference) => kept.get(sameAs(reference))).filter((one) => one !== undefined)
  if (references.length === 0) {
    error = {
      code: 'IMAGE_MISSING',
      message: 'Expected an image of the figure but its source names none.',
      stage: 'image',
    }
  }
  return {
    paths: found.map(({ path }) => path),
    panelPaths,
    provenance: found.map(({ provenance }) => provenance),
    error,
  }
}

/** What an image is known by: its address and page, or the bytes that the document holds. */
const sameAs = ({ href, bytes, page = 1 }: ImageReference): unknown => bytes ?? `${page} ${href}`

const distinct = (references: readonly ImageReference[]): ImageReference[] => [
  ...new Map(references.map((reference) => [sameAs(reference), reference])).values(),
]

const tooMany = (count: number): RowError => ({
  code: 'LIMIT_EXCEEDED',
  message: `Expected at most ${MAX_IMAGES_PER_ROW} images in one figure but received ${count}; the first ${MAX_IMAGES_PER_ROW} are kept.`,
  stage: 'image',
})
