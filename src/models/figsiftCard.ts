import { isObject, type Json } from './jsonFile.js'
import { invalidModel } from './modelError.js'

/** `figsift.json`, which any model folder may have: what figsift may say about the model's scores. */
export interface FigsiftCard {
  /** File of reference cosines, see `cosinePercentile`; relative to the folder. */
  bank?: string
  /** Texts with fewer known tokens get no score. */
  minKnownTokens?: number
  /** Id of the token that stands for unknown words. */
  unknownId?: number
  /** Cosine of two images above which they count as duplicates, and how that was found. */
  dedupMinCosine?: { value: number; evidence: string }
  /** One sentence on what the score reads. */
  summary?: string
}

/** @throws FigsiftError MODEL_INVALID for a member of the wrong type or range */
export function readFigsiftCard(file: string, json: Json): FigsiftCard {
  const { bank, minKnownTokens, unknownId, dedupMinCosine, summary } = json
  const check = (name: string, value: unknown, isRight: boolean) => {
    if (value !== undefined && !isRight) {
      throw invalidModel(file, `has ${JSON.stringify(value)?.slice(0, 80)} for "${name}"`, 'See docs/models.md.')
    }
  }
  check('bank', bank, typeof bank === 'string' && bank !== '')
  check('minKnownTokens', minKnownTokens, isCount(minKnownTokens))
  check('unknownId', unknownId, isCount(unknownId))
  check('summary', summary, typeof summary === 'string')
  const { value, evidence } = isObject(dedupMinCosine) ? dedupMinCosine : {}
  const isThreshold = typeof value === 'number' && value > -1 && value <= 1 && typeof evidence === 'string'
  check('dedupMinCosine', dedupMinCosine, isThreshold)
  return {
    ...(bank !== undefined && { bank: bank as string }),
    ...(minKnownTokens !== undefined && { minKnownTokens: minKnownTokens as number }),
    ...(unknownId !== undefined && { unknownId: unknownId as number }),
    ...(isThreshold && { dedupMinCosine: { value, evidence: evidence as string } }),
    ...(summary !== undefined && { summary: summary as string }),
  }
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0
}
