import { dirname, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { columnByName } from '../dataset/names.js'
import { runScore } from '../run/score.js'
import { SKIPPABLE } from '../score/signals/cheapSignals.js'
import { addDatasetFlags, addExamples, addImageFlags, type DatasetFlags, listOf, runOptions } from './flags.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count, quoted, quotedPath } from './text.js'

const SIGNALS = ['clip', 'words', 'image', 'text'] as const

interface ScoreFlags extends DatasetFlags {
  signals?: (typeof SIGNALS)[number][]
  skipSignals?: string[]
  model?: string
  precision?: 'auto' | 'fp32' | 'fp16' | 'int8'
  device?: 'auto' | 'cpu' | 'cuda'
  longText?: 'truncate' | 'window-max' | 'window-mean'
  textPrefix?: string
  embeddings?: string
  idf?: 'english' | 'dataset'
  context?: boolean
  ocrCache?: string | boolean
}

export function scoreCommand(session: Session): Command {
  const command = new Command('score')
    .summary('score how well figures and texts belong together')
    .description(
      'Adds score columns to every row: how well figure and text belong together, and what is ' +
        'cheap to know of either: size, blankness, language, panels and more. ' +
        'Every other byte of the input passes through. An interrupted run resumes when the same command is run again.',
    )
  addImageFlags(addDatasetFlags(command))
    .option(
      '--signals <list>',
      `any of ${SIGNALS.join(', ')}; the first decides \`score\` (default: clip, and words for up to 1,000 rows)`,
      listOf(SIGNALS),
    )
    .option(
      '--skip-signals <list>',
      'leaves out image or text, which are else always computed, or single signals of theirs',
      listOf(SKIPPABLE.map((name) => columnByName(name)?.snake ?? name)),
    )
    .option('--model <model>', 'a CLIP or SigLIP folder, or org/name in the Hugging Face cache (default: figsift-mini)')
    .addOption(
      new Option('--precision <precision>', 'of the files a model has').choices(['auto', 'fp32', 'fp16', 'int8']),
    )
    .addOption(new Option('--device <device>', 'where the model runs').choices(['auto', 'cpu', 'cuda']))
    .addOption(
      new Option('--long-text <how>', 'texts longer than the model sees: cut, or read in windows').choices([
        'truncate',
        'window-max',
        'window-mean',
      ]),
    )
    .option('--text-prefix <text>', 'put before every text that the model sees')
    .option('--embeddings <folder>', "also write the model's embeddings there, for dedup --embeddings")
    .addOption(new Option('--idf <table>', 'where word rarities come from').choices(['english', 'dataset']))
    .option('--context', 'score words against text and context, not text alone')
    .option('--ocr-cache <folder>', 'where words read in figures are kept')
    .option('--no-ocr-cache', 'keep no words')
    .action((input: string, flags: ScoreFlags) => score(input, flags, session))
  return addExamples(command, [
    'figsift score figures.jsonl --out scored.jsonl',
    'figsift score figures.jsonl --out scored.jsonl --model ./clip-vit-base-patch32 --embeddings embeddings',
    'figsift score figures.parquet --out scored.parquet --signals words --idf dataset --context',
    'figsift score figures.jsonl --out - --signals image --limit 100 | head -3',
  ])
}

async function score(input: string, flags: ScoreFlags, session: Session): Promise<void> {
  const { signals, skipSignals, model, precision, device, longText, textPrefix, embeddings, idf, context, ocrCache } =
    flags
  const common = runOptions(input, flags, session)
  const said = new Set<string>()
  session.keepsWords = (signals?.includes('words') ?? model === undefined) && ocrCache !== false
  const summary = await withOutput(flags.out, input, session, (out) =>
    runScore({
      ...common,
      out,
      signals,
      skipSignals,
      model,
      precision,
      device,
      longText,
      textPrefix,
      embeddings,
      idf,
      withContext: context,
      // commander gives true for a --no-… flag that was not used.
      ocrCache: ocrCache === true ? undefined : ocrCache,
      onNotice: (text) => {
        said.add(text)
        session.say(text)
      },
    }),
  )
  const place = placeOf(flags.out, summary.output)
  // Image paths pass through as they are, so a table written elsewhere must say where they start.
  const elsewhere = dirname(resolve(place)) !== summary.imageRoot
  const rootFlag = elsewhere ? ` --image-root ${quotedPath(summary.imageRoot)}` : ''
  const target = `deduped${extensionOf(place)}`
  const next =
    place === 'stdout' || summary.rowsWritten === 0
      ? ''
      : ` Next: figsift dedup ${quotedPath(place)} --out ${target}${rootFlag}`
  const wasChosen = signals !== undefined || model !== undefined
  // Said once before hours of work, and once where it is still to be seen: what an unasked score is, or why there is none.
  const lines = summary.notes.filter((note) => !wasChosen || !said.has(note))
  if (!wasChosen && !summary.signals.includes('words')) lines.push(wordsCommand(session.args, summary.signals))
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.${next}`)
}

/** The same call with words; its output is there by then. */
function wordsCommand(args: readonly string[], signals: readonly string[]): string {
  const force = args.includes('--force') ? [] : ['--force']
  const wanted = signals.includes('clip') ? 'clip,words' : 'words'
  return `With words, in place of this output:\n  figsift ${[...args, '--signals', wanted, ...force].map(quoted).join(' ')}`
}

export function extensionOf(path: string): string {
  return /\.(jsonl(\.(gz|zst))?|csv|parquet)$/i.exec(path)?.[0] ?? '.jsonl'
}
