import { FigsiftError } from '../errors.js'
import type { Rule } from './types.js'

/** Reads rules from a YAML file. */
export async function loadRules(_path: string): Promise<Rule[]> {
  throw new FigsiftError('INTERNAL', 'loadRules() is being written.')
}
