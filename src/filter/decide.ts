import { FigsiftError } from '../errors.js'
import type { DecideOptions, Decisions } from './types.js'

/** Evaluates rules over files; see `Decisions`. */
export async function decide(_options: DecideOptions): Promise<Decisions> {
  throw new FigsiftError('INTERNAL', 'decide() is being written.')
}
