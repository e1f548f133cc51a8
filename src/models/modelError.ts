import { FigsiftError } from '../errors.js'

/** What is wrong with a model folder, where, and what to do about it. */
export function invalidModel(file: string, what: string, remedy: string, cause?: unknown): FigsiftError {
  return new FigsiftError('MODEL_INVALID', `The model file \`${file}\` ${what}. ${remedy}`, { file, cause })
}

/** The remedy where a file is damaged or was fetched in part. */
export const FETCH_AGAIN = 'Fetch or export the model again.'
