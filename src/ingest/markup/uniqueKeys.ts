import type { ParsedFigure, Problem } from '../paper.js'
import type { FigureDraft } from './figureDraft.js'

/**
 * A key for each figure, and the keys by which references name it. Of a label given twice LaTeX and docutils take the
 * last; the figures before lose it, and a problem says so.
 */
export function uniqueKeys(figures: readonly (FigureDraft | ParsedFigure)[]): {
  readonly keys: readonly { readonly key: string; readonly keys: readonly string[] }[]
  readonly problems: readonly Problem[]
} {
  const last = new Map<string, number>()
  figures.forEach((figure, index) => {
    for (const key of figure.keys) last.set(key, index)
  })
  const problems: Problem[] = []
  const taken = new Set(last.keys())
  const keys = figures.map((figure, index) => {
    const own = [...new Set(figure.keys)].filter((key) => key !== '' && last.get(key) === index)
    const key = own[0] ?? freeKey(index + 1, taken)
    const lost = figure.keys.find((name) => last.get(name) !== index)
    if (lost !== undefined) {
      problems.push({
        code: 'DUPLICATE_ID',
        message: `Expected a label of its own for each figure but received ${JSON.stringify(lost.slice(0, 80))} again: references go to the last.`,
        // The figure itself has lost nothing.
        figure: null,
        line: figure.line,
      })
    }
    return { key, keys: own }
  })
  return { keys, problems }
}

function freeKey(ordinal: number, taken: Set<string>): string {
  let key = `figure-${ordinal}`
  while (taken.has(key)) key += '-'
  taken.add(key)
  return key
}
