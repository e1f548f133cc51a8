import type { DecodedImage } from '../../image/decode.js'
import { type ImageStatistics, imageStatistics } from '../../image/imageStatistics.js'
import { perceptualHash } from '../../image/perceptualHash.js'
import type { ImageFile } from '../../image/readImage.js'
import type { PairScore } from '../figureRow.js'
import { aspect } from './aspect.js'
import { blankShare } from './blankShare.js'
import type { CheapFields } from './cheapSignals.js'
import { entropy } from './entropy.js'
import { tableScore } from './tableScore.js'

const COUNTED: Readonly<Partial<Record<keyof PairScore, (statistics: ImageStatistics) => number>>> = {
  imageBlankShare: ({ greys }) => blankShare(greys),
  imageEntropy: ({ greys }) => entropy(greys),
  imageColors: ({ colors }) => colors,
  imageTableScore: tableScore,
}

/** Fills in the wanted signals of a decoded image; what was filled in stays when a later one fails. */
export async function fillImageSignals(
  result: PairScore,
  wanted: CheapFields,
  file: ImageFile,
  image: DecodedImage,
): Promise<void> {
  const { width, height, mode } = image
  if (wanted.has('imageWidth')) result.imageWidth = width
  if (wanted.has('imageHeight')) result.imageHeight = height
  if (wanted.has('imageAspect')) result.imageAspect = aspect(width, height)
  if (wanted.has('imageBytes')) result.imageBytes = file.bytes.length
  if (wanted.has('imageMode')) result.imageMode = mode
  const counted = Object.entries(COUNTED).filter(([field]) => wanted.has(field as keyof PairScore))
  if (counted.length > 0) {
    const statistics = await imageStatistics(image)
    Object.assign(result, Object.fromEntries(counted.map(([field, of]) => [field, of(statistics)])))
  }
  if (wanted.has('phash')) result.phash = (await perceptualHash(image)).phash
}
