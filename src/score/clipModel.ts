import { EMBEDDED_MODEL, findModel } from '../models/findModel.js'
import type { ModelFolder } from '../models/modelFolder.js'
import { requireRuntime } from '../models/runtime.js'
import type { PairScore } from './figureRow.js'
import type { Precision } from './scoreOptions.js'

/**
 * The model of the clip signal, looked at and not loaded; the embedded one where none is named.
 *
 * @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID
 */
export function findScoreModel(model: string = EMBEDDED_MODEL, precision: Precision = 'auto'): Promise<ModelFolder> {
  requireRuntime()
  return findModel(model, { precision })
}

/** Fields of the clip signal that this model cannot fill. */
export function unfilledFields({ family, graphs, bank, figsift }: ModelFolder): ReadonlySet<string> {
  const countsKnown = figsift?.unknownId !== undefined
  const fields: [keyof PairScore, boolean][] = [
    // Scale and bias are learned, and only a joint graph holds them.
    ['probability', family === 'siglip' && 'joint' in graphs && graphs.joint.logits],
    ['cosinePercentile', bank !== undefined],
    ['textTokensKnown', countsKnown],
    ['abstained', countsKnown && figsift?.minKnownTokens !== undefined],
  ]
  return new Set(fields.filter(([, isFilled]) => !isFilled).map(([field]) => field))
}
