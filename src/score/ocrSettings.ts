import { createHash } from 'node:crypto'
import type { OcrPeers } from './ocrPeers.js'

/** Raised whenever a change here or in `ocrPictures.ts` may change what is read: cached readings are then made anew. */
const OCR_VERSION = 1

/** Sparse text: words anywhere, in no order, which is what axis labels and legends are. */
export const OCR_PARAMETERS: Readonly<Record<string, string>> = { tessedit_pageseg_mode: '11' }

/**
 * The longest side of what the engine sees is brought between these, in pixels, by this factor at most. Measured on 310
 * real figures, see `docs/numerics.md`.
 */
export const OCR_MAX_SIDE = 1600
export const OCR_MIN_SIDE = 1000
export const OCR_MAX_UPSCALE = 3

/** Names everything that decides what is read in a given image, so that a cached reading is never taken for another's. */
export function ocrSettingsKey(peers: OcrPeers): string {
  const settings = {
    version: OCR_VERSION,
    engine: peers.engineVersion,
    core: peers.coreVersion,
    data: peers.dataVersion,
    parameters: OCR_PARAMETERS,
    turns: [0, 90],
    sides: [OCR_MAX_SIDE, OCR_MIN_SIDE, OCR_MAX_UPSCALE],
  }
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)
}
