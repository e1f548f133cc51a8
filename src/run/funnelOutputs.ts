import type { Funnel } from '../filter/types.js'
import { writeFunnel } from '../filter/writeFunnel.js'
import type { Output, PartStore } from './partStore.js'

/** Writes a funnel to files of several kinds, under temporary names. */
export async function writeFunnels(store: PartStore, paths: readonly string[], funnel: Funnel): Promise<Output[]> {
  const outputs = paths.map((path) => ({ path, temporary: store.temporaryFor(path) }))
  for (const { temporary } of outputs) await writeFunnel(temporary, funnel, store.files.fill)
  return outputs
}

const OF_WORDS = /\b(score|words_?\w+)\b/i

/** An empty `score` drops everything, and the rule looks right. */
export function describeNulls({ rules }: Funnel): string[] {
  return rules
    .filter(({ expression, rowsIn, nulls }) => rowsIn > 0 && nulls === rowsIn && OF_WORDS.test(expression ?? ''))
    .map(
      ({ expression }) =>
        `\`${expression}\` is NULL for every row. If figures were scored without their words, ` +
        '`figsift score --signals words` fills `score` and the words columns.',
    )
}
