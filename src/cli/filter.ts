import { Command, CommanderError } from 'commander'
import { formatBreakdown } from '../filter/formatBreakdown.js'
import { formatFunnel } from '../filter/formatFunnel.js'
import { formatPresets } from '../filter/formatPresets.js'
import { listPresets } from '../filter/presets.js'
import type { Funnel } from '../filter/types.js'
import { runFilter } from '../run/filter.js'
import { EXIT } from './exitCodes.js'
import { addDatasetFlags, addExamples, byteSize, type DatasetFlags, integerFrom, runOptions } from './flags.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count, plainText } from './text.js'

interface FilterFlags extends DatasetFlags {
  where?: string
  rules?: string
  preset?: string[]
  annotate?: boolean
  dropped?: string
  funnel?: string[]
  keepErrors?: boolean
  memory?: number
  timeLimit?: number
}

export function filterCommand(session: Session): Command {
  const command = new Command('filter')
    .summary('keep rows by an expression or by rules')
    .description(
      'Writes the rows that stay, byte for byte and in order, and shows what each rule removed. --where keeps rows for ' +
        "which the expression is true; a rule's dropWhere drops them. A missing value never passes --where and never " +
        'fires a rule. Rows that carry an error are dropped first.',
    )
  // Like --help: it needs neither INPUT nor --out.
  command.on('option:presets', () => {
    process.stdout.write(plainText(`${formatPresets(listPresets())}\n`))
    throw new CommanderError(EXIT.done, 'figsift.presets', '')
  })
  addDatasetFlags(command)
    .option('--where <expression>', 'a DuckDB expression over the columns: keep where true')
    .option('--rules <file>', 'a YAML file of rules: drop where one fires')
    .option('--preset <name>', 'rules that others publish; may be given several times', several)
    .option('--presets', 'list presets with their rules and where each threshold stands')
    .option('--annotate', 'write all rows, each with keep, dropped_by, dropped_reason and dropped_by_all')
    .option('--dropped <file>', 'write dropped rows here, with what dropped them')
    .option(
      '--funnel <file>',
      'write the funnel as .json, .csv, .parquet, .tex or .txt; may be given several times',
      several,
    )
    .option('--keep-errors', 'do not drop rows for their `error`')
    .option('--memory <size>', 'memory limit of DuckDB, such as 4G (default: 1G)', byteSize)
    .option(
      '--time-limit <seconds>',
      'end the evaluation of rules after so long (default: 600)',
      integerFrom(1, 2_000_000),
    )
    .action((input: string, flags: FilterFlags) => filter(input, flags, session))
  return addExamples(command, [
    'figsift filter deduped.jsonl --out kept.jsonl --where "dup_keep AND image_width >= 224"',
    'figsift filter deduped.parquet --out kept.parquet --rules rules.yaml --dropped dropped.parquet',
    'figsift filter scored.parquet --out marked.parquet --preset sciir --annotate --funnel funnel.tex',
    'figsift filter --presets',
  ])
}

const several = (value: string, before: string[] = []): string[] => [...before, value]

async function filter(input: string, flags: FilterFlags, session: Session): Promise<void> {
  const { where, rules, preset: presets, annotate, dropped, funnel: funnels, keepErrors, memory, timeLimit } = flags
  // Rows with errors in the input are the filter's business, not failures of this run.
  const common = runOptions(input, flags, session)
  session.canResume = false
  const own = { where, rules, presets, annotate, dropped, funnels, dropErrors: !keepErrors, memoryLimitBytes: memory }
  const timeLimitMs = timeLimit === undefined ? undefined : timeLimit * 1000
  const work = (out: string) => runFilter({ ...common, ...own, timeLimitMs, out })
  const summary = await withOutput(flags.out, input, session, work)

  const lines = describeFunnel(summary.funnel)
  if (dropped !== undefined) lines.push(`Wrote ${count(summary.funnel.dropped, 'dropped row')} to ${dropped}.`)
  if (summary.funnels.length > 0) lines.push(`Wrote the funnel to ${summary.funnels.join(', ')}.`)
  lines.push(...summary.notes)
  const place = placeOf(flags.out, summary.output)
  const isHidden = dropped === undefined && !annotate && place !== 'stdout' && summary.funnel.dropped > 0
  const hint = isHidden
    ? ` --dropped FILE keeps the other ${summary.funnel.dropped.toLocaleString('en')} for a look.`
    : ''
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.${hint}`)
}

/** Groups that a terminal shows; files have all. */
const GROUPS = 8

function describeFunnel(funnel: Funnel): string[] {
  const width = process.stderr.columns ?? 100
  const lines = [formatFunnel(funnel, { width }).trimEnd()]
  for (const breakdown of [funnel.bySubject, funnel.bySource]) {
    // One group says what the funnel says.
    if (breakdown === undefined || breakdown.groups.length < 2) continue
    lines.push('', formatBreakdown(breakdown, { width, groups: GROUPS }).trimEnd())
  }
  if (funnel.papers !== undefined) {
    lines.push(`Intervals take into account that rows come from ${count(funnel.papers, 'paper')}.`)
  }
  return lines
}
