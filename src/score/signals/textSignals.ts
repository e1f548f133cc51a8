// Imported by the text thread alone: the language data takes half a second to load.
import type { PairScore } from '../figureRow.js'
import { boilerplate } from './boilerplate.js'
import { digitShare } from './digitShare.js'
import { formulaShare } from './formulaShare.js'
import { language } from './language.js'
import { panelCount } from './panelCount.js'
import { countSentences } from './sentenceCount.js'
import { countWords } from './textLength.js'

const SIGNALS: readonly { fields: readonly (keyof PairScore)[]; of(text: string): Partial<PairScore> }[] = [
  { fields: ['textWords'], of: (text) => ({ textWords: countWords(text) }) },
  { fields: ['textSentences'], of: (text) => ({ textSentences: countSentences(text) }) },
  {
    fields: ['textLanguage', 'textLanguageConfidence'],
    of(text) {
      const found = language(text)
      return found === undefined ? {} : { textLanguage: found.code, textLanguageConfidence: found.confidence }
    },
  },
  { fields: ['textDigitShare'], of: (text) => share('textDigitShare', digitShare(text)) },
  { fields: ['textFormulaShare'], of: (text) => share('textFormulaShare', formulaShare(text)) },
  {
    fields: ['textBoilerplate', 'textBoilerplateShare'],
    of(text) {
      const { found, share: part } = boilerplate(text)
      return { textBoilerplate: found, ...share('textBoilerplateShare', part) }
    },
  },
  { fields: ['textPanels'], of: (text) => ({ textPanels: panelCount(text) }) },
]

function share(field: keyof PairScore, value: number | undefined): Partial<PairScore> {
  return value === undefined ? {} : { [field]: value }
}

/**
 * The wanted signals of a text that is not too long (`seenText`), but for its length. A share of an empty text, and a
 * language that cannot be told, are left out.
 */
export function textSignals(text: string, wanted: readonly string[]): Partial<PairScore> {
  const result: Partial<PairScore> = {}
  for (const { fields, of } of SIGNALS) {
    if (!fields.some((field) => wanted.includes(field))) continue
    const found = of(text)
    for (const field of fields) {
      if (field in found && wanted.includes(field)) Object.assign(result, { [field]: found[field] })
    }
  }
  return result
}
