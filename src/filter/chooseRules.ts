import { ArgumentError } from '../errors.js'
import { loadRules } from './loadRules.js'
import { presetRules } from './presets.js'
import type { Rule, Rules } from './types.js'

/** The ways to say which rows go. At least one is needed. */
export interface RuleChoice {
  /** Keeps the rows for which this is true; comes after all rules. */
  where?: string | undefined
  /** Rules, or the path of a YAML file with rules; come after those of presets. */
  rules?: readonly Rule[] | string | undefined
  /** Names of presets. */
  presets?: readonly string[] | undefined
}

/**
 * The rules of a call, in the order in which they are applied.
 *
 * @throws ArgumentError when there is none, or for an unknown preset; what `loadRules` throws
 */
export async function chooseRules({ where, rules, presets = [] }: RuleChoice): Promise<Rules> {
  if (where === undefined && rules === undefined && presets.length === 0) {
    throw new ArgumentError(
      'Expected `where`, `rules` or `presets` but received none of them. `where` keeps the rows it is true for; each of ' +
        '`rules`, and of those of `presets`, drops rows and is counted apart.',
    )
  }
  const own = typeof rules === 'string' ? await loadRules(rules) : (rules ?? [])
  const all = [...presetRules(presets), ...own]
  if (where === undefined) return all
  return all.length === 0 ? { where } : { where, rules: all }
}
