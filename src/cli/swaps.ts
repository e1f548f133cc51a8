import { Command } from 'commander'
import { runSwaps } from '../run/swaps.js'
import { WORDS_SECONDS } from '../score/ocrPeers.js'
import {
  addDatasetFlags,
  addExamples,
  addImageFlags,
  type DatasetFlags,
  integerFrom,
  numberFrom,
  runOptions,
} from './flags.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count, quotedPath } from './text.js'

interface SwapsFlags extends DatasetFlags {
  by?: string
  words: boolean
  context?: boolean
  embeddings?: string
  maxChance?: number
  seed?: number
  ocrCache?: string | boolean
}

export function swapsCommand(session: Session): Command {
  const command = new Command('swaps')
    .summary('find captions that belong to another figure of the paper')
    .description(
      'Compares every figure of a paper with every caption of it and marks figures that would pass their captions on in ' +
        'the best assignment, where chance seldom makes such a gain. swap_caption_of names the row whose caption fits, ' +
        `swap_shared the words that say so. Reading words takes about ${WORDS_SECONDS} s per figure and core, once: they are kept.`,
    )
  addImageFlags(addDatasetFlags(command))
    .option('--by <column>', 'column that names the paper (default: paper_id)')
    .option('--no-words', 'do not read words in figures; needs --embeddings')
    .option('--context', 'compare captions together with the passages that cite the figure')
    .option('--embeddings <folder>', 'embeddings of images and texts, as score --embeddings writes them')
    .option('--max-chance <share>', 'how often chance may offer such an exchange (default: 0.2)', numberFrom(0, 1))
    .option('--seed <n>', 'of the draws that say what chance makes (default: 1)', integerFrom(0, 2 ** 31 - 1))
    .option('--ocr-cache <folder>', 'where words read in figures are kept')
    .option('--no-ocr-cache', 'keep no words')
    .action((input: string, flags: SwapsFlags) => swaps(input, flags, session))
  return addExamples(command, [
    'figsift swaps figures.jsonl --out checked.jsonl',
    'figsift swaps figures.parquet --out checked.parquet --embeddings embeddings --max-chance 0.02',
    'figsift filter checked.jsonl --out kept.jsonl --where "NOT coalesce(swap_suspect, false)"',
  ])
}

async function swaps(input: string, flags: SwapsFlags, session: Session): Promise<void> {
  const { by, words, context: withContext, embeddings, maxChance, seed, ocrCache: cache } = flags
  const common = runOptions(input, flags, session)
  session.keepsWords = words && cache !== false
  // commander gives true for a --no-… flag that was not used.
  const ocrCache = cache === true ? undefined : cache
  const own = { by, words, withContext, embeddings, maxChance, seed, ocrCache }
  const summary = await withOutput(flags.out, input, session, (out) => runSwaps({ ...common, ...own, out }))
  const { suspects, suspectPapers, figures, papers } = summary
  const lines = [
    `${count(suspects, 'figure')} of ${figures.toLocaleString('en')} in ${count(suspectPapers, 'paper')} of ` +
      `${papers.toLocaleString('en')} look as if they had the caption of another figure of the paper.`,
    ...summary.notes,
  ]
  const place = placeOf(flags.out, summary.output)
  const next =
    suspects > 0 && place !== 'stdout'
      ? ` Next: figsift filter ${quotedPath(place)} --out suspects.jsonl --where "swap_suspect"`
      : ''
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.${next}`)
}
