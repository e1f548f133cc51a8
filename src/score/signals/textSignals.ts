import type { PairScore } from '../figureRow.js'
import { boilerplate } from './boilerplate.js'
import { digitShare } from './digitShare.js'
import { formulaShare } from './formulaShare.js'
import { panelCount } from './panelCount.js'
import { countSentences } from './sentenceCount.js'
import { countWords } from './textLength.js'

type SignalOf = (text: string) => Partial<PairScore>

const SIGNALS: readonly { fields: readonly (keyof PairScore)[]; of: SignalOf | 'language' }[] = [
  { fields: ['textWords'], of: (text) => ({ textWords: countWords(text) }) },
  { fields: ['textSentences'], of: (text) => ({ textSentences: countSentences(text) }) },
  { fields: ['textLanguage', 'textLanguageConfidence'], of: 'language' },
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

/** Imported where it is wanted only: its data takes half a second and 150 MB. */
async function loadLanguage(): Promise<SignalOf> {
  const { language } = await import('./language.js')
  return (text) => {
    const found = language(text)
    return found === undefined ? {} : { textLanguage: found.code, textLanguageConfidence: found.confidence }
  }
}

/**
 * What gives the wanted signals of a text that is not too long (`seenText`), but for its length. A share of an empty text,
 * and a language that cannot be told, are left out.
 */
export async function textSignals(wanted: readonly string[]): Promise<SignalOf> {
  const signals: { fields: readonly (keyof PairScore)[]; of: SignalOf }[] = []
  for (const { fields, of } of SIGNALS) {
    const asked = fields.filter((field) => wanted.includes(field))
    if (asked.length > 0) signals.push({ fields: asked, of: of === 'language' ? await loadLanguage() : of })
  }
  return (text) => {
    const result: Partial<PairScore> = {}
    for (const { fields, of } of signals) {
      const found = of(text)
      for (const field of fields) if (field in found) Object.assign(result, { [field]: found[field] })
    }
    return result
  }
}
