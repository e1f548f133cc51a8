import { dirname, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { SUPPLEMENTS, type Supplements } from '../ingest/figures/figureRecords.js'
import { SOURCE_NAMES, type SourceName } from '../ingest/source.js'
import type { IngestYield } from '../run/ingest/ingestYield.js'
import { type RunIngestOptions, runIngest } from '../run/ingest.js'
import { folderFor } from '../run/runFolder.js'
import { EXIT } from './exitCodes.js'
import { addExamples, integerFrom, SHARD_ROWS_HELP } from './flags.js'
import type { Session } from './session.js'
import { count, quotedPath } from './text.js'

interface IngestFlags {
  from: SourceName
  out: string
  images?: 'copy' | 'reference'
  window?: RunIngestOptions['window']
  supplements?: Supplements
  longestSide?: number
  shardRows?: number
  limit?: number
  threads?: number
  maxErrors?: number
  force?: boolean
  json?: boolean
}

export function ingestCommand(session: Session): Command {
  const command = new Command('ingest')
    .summary('make a dataset of figures out of papers')
    .description(
      'Makes one row per figure, with its caption, panels, the passages that cite it, its licence and its image, out of ' +
        'papers or of a published dataset. Offline: images are looked for inside the source, copied beside the output and ' +
        'checked; PDF and EPS are drawn as PNG when poppler or ghostscript is installed. A document that cannot be read ' +
        'costs its own rows and is listed beside the output.',
    )
    .argument('<source>', 'a document, a folder of documents or papers, or a .tar, .tar.gz or .tgz of them')
    .addOption(new Option('--from <kind>', 'what the source holds').choices(SOURCE_NAMES).makeOptionMandatory())
    .requiredOption('-o, --out <file>', '.jsonl or .parquet; images go to <stem>.images beside it')
    .addOption(
      new Option('--images <how>', 'copy images, or refer to where they lie in the source').choices([
        'copy',
        'reference',
      ]),
    )
    .option('--window <text>', 'passage of a mention: paragraph (default), or sentence:N for N sentences around it')
    .addOption(
      new Option(
        '--supplements <how>',
        'of JATS: rows for supporting files that are figures (S1 Fig), or none',
      ).choices(SUPPLEMENTS),
    )
    .option('--longest-side <pixels>', 'of drawings (PDF, EPS) made PNG (default: 1200)', integerFrom(16, 16_384))
    .option('--shard-rows <n>', SHARD_ROWS_HELP, integerFrom(1))
    .option('--limit <rows>', 'only the first rows', integerFrom(1))
    .option('--threads <n>', 'documents at a time (default: all cores)', integerFrom(1, 256))
    .option('--max-errors <n>', 'stop when more rows and documents than this fail (default: no limit)', integerFrom(0))
    .option('--force', 'replace an existing output and its images')
    .option('--json', 'print one JSON object on stdout and nothing else')
    .action((source: string, flags: IngestFlags) => ingest(source, flags, session))
  return addExamples(command, [
    'figsift ingest articles/ --from jats --out figures.jsonl',
    'figsift ingest arXiv_src_2001_001.tar --from latex --out figures.parquet --window sentence:1',
    'figsift ingest paper_content_list.json --from mineru --out figures.jsonl',
  ])
}

async function ingest(source: string, flags: IngestFlags, session: Session): Promise<void> {
  const { json, ...own } = flags
  session.isJson = json ?? false
  session.canResume = false
  session.keptAt = folderFor(flags.out)
  const summary = await runIngest({
    ...own,
    input: source,
    signal: session.signal,
    onProgress: session.startProgress(),
  })
  const lines = [describeYield(summary.yield)]
  if (summary.rejected !== undefined) lines.push(`What was left out or is doubtful is listed in ${summary.rejected}.`)
  if (summary.images !== undefined) lines.push(`Images are in ${summary.images}.`)
  lines.push(...summary.notes)
  const rootFlag =
    dirname(resolve(flags.out)) === summary.imageRoot ? '' : ` --image-root ${quotedPath(summary.imageRoot)}`
  const next =
    summary.rowsWritten === 0 ? '' : ` Next: figsift score ${quotedPath(summary.output)} --out scored.jsonl${rootFlag}`
  session.finish(summary, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${summary.output}.${next}`)
  if (summary.yield.rejected > 0) session.exitCode = EXIT.someRowsFailed
}

/** `12 papers, 40 figures: 39 with caption (98 %), …`. */
function describeYield(found: IngestYield): string {
  const share = (n: number) => (found.figures === 0 ? '' : ` (${Math.round((100 * n) / found.figures)} %)`)
  const parts = [
    ['with caption', found.withCaption],
    ['with citing text', found.withContext],
    ['with image', found.withImage],
    ['with panels', found.withPanels],
  ] as const
  const left = found.rejected === 0 ? '' : `; ${count(found.rejected, 'document')} could not be read`
  return (
    `${count(found.papers, 'paper')}, ${count(found.figures, 'figure')}: ` +
    `${parts.map(([name, n]) => `${n.toLocaleString('en')} ${name}${share(n)}`).join(', ')}${left}.`
  )
}
