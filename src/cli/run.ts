import { join, relative } from 'node:path'
import { Command, Option } from 'commander'
import { formatFunnel } from '../filter/formatFunnel.js'
import { readRecipe } from '../recipe/readRecipe.js'
import { INNER } from '../recipe/recipeFolder.js'
import { type RecipeSummary, runRecipe, type StageSummary } from '../recipe/runRecipe.js'
import { addExamples, integerFrom } from './flags.js'
import type { Session } from './session.js'
import { count, quotedPath } from './text.js'

interface RunFlags {
  out?: string
  limit?: number
  threads?: number
  verify?: boolean
  force?: boolean
  json?: boolean
}

export function runCommand(session: Session): Command {
  const command = new Command('run')
    .summary('do all that a recipe says, and keep what is done')
    .description(
      'Does what a recipe (a YAML file) says: ingest, score, swaps, dedup, filter, write, report, in one folder that ' +
        'stays. Stopped or killed anywhere, the same command goes on where it was. A change in the recipe redoes what ' +
        'depends on it and keeps the rest.',
    )
    .argument('<recipe>', 'a YAML file; see docs/runs.md')
    .option('-o, --out <folder>', "folder of the run (default: the recipe's `out`, or its name with .run)")
    .option('--limit <rows>', 'only the first rows', integerFrom(1))
    .option('--threads <n>', 'worker threads (default: all cores)', integerFrom(1, 256))
    .option('--verify', 'compare images by content instead of size and time')
    .addOption(new Option('--force', 'do everything anew, also in the folder of another recipe'))
    .option('--json', 'print one JSON object on stdout and nothing else')
    .action((recipe: string, flags: RunFlags) => run(recipe, flags, session))
  return addExamples(command, ['figsift run joss.yaml', 'figsift run joss.yaml --limit 100 --out preview.run'])
}

async function run(recipe: string, { json, ...flags }: RunFlags, session: Session): Promise<void> {
  session.isJson = json ?? false
  const { out, table } = await readRecipe(recipe, flags)
  session.keptAt = join(out, INNER, 'journal.jsonl')
  if (table.partRows !== undefined) session.partRows = table.partRows
  const summary = await runRecipe({
    ...flags,
    recipe,
    signal: session.signal,
    onProgress: session.startProgress(),
    onNotice: (text) => session.say(text),
    onStage: (stage) => session.say(describeStage(stage)),
  })
  const { funnel, notes, dropped } = summary
  const lines = funnel === undefined ? [] : [formatFunnel(funnel, { width: process.stderr.columns ?? 100 }).trimEnd()]
  lines.push(...notes)
  if (funnel !== undefined && dropped !== undefined) {
    lines.push(`Wrote ${count(funnel.dropped, 'dropped row')} to ${placeOf(dropped)}.`)
  }
  const isWritten = summary.stages.some(({ name }) => name === 'write')
  const what = isWritten
    ? `Wrote ${count(summary.rowsWritten, 'row')} to`
    : 'Wrote no rows (`write: false`); the rest is in'
  session.finish(summary, lines, `${what} ${placeOf(summary.output)}. ${nextStep(summary)}`)
}

/** As short as it is clear. */
function placeOf(path: string): string {
  const way = relative(process.cwd(), path)
  return quotedPath(way === '' || way.startsWith('..') ? path : way)
}

function nextStep({ folder, report }: RecipeSummary): string {
  return report === undefined
    ? `Next: figsift report ${placeOf(folder)} --out report.html`
    : `Next: open ${placeOf(report)} in a browser, change a rule, run the same command again.`
}

/** `score: done, 1,234 rows, 1,024 of them before, 3 with errors`. */
function describeStage({ name, isKept, rows, rowsKept, rowsWithErrors }: StageSummary): string {
  const before = !isKept && rowsKept > 0 ? `, ${rowsKept.toLocaleString('en')} of them before` : ''
  const failed = rowsWithErrors > 0 ? `, ${rowsWithErrors.toLocaleString('en')} with errors` : ''
  return `${name}: ${isKept ? 'kept' : 'done'}, ${count(rows, 'row')}${before}${failed}`
}
