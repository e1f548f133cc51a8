import { Command } from 'commander'
import { formatFunnel } from '../filter/formatFunnel.js'
import { runFilter } from '../run/filter.js'
import { addDatasetFlags, addExamples, byteSize, type DatasetFlags, runOptions } from './flags.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count } from './text.js'

interface FilterFlags extends DatasetFlags {
  where?: string
  rules?: string
  dropped?: string
  keepErrors?: boolean
  memory?: number
}

export function filterCommand(session: Session): Command {
  const command = new Command('filter')
    .summary('keep rows by an expression or by rules')
    .description(
      'Writes the rows that stay, byte for byte and in order, and shows what each rule removed. --where keeps rows for ' +
        "which the expression is true; a rule's dropWhere drops them. A missing value never passes --where and never " +
        'fires a rule. Rows that carry an error are dropped first.',
    )
  addDatasetFlags(command)
    .option('--where <expression>', 'a DuckDB expression over the columns: keep where true')
    .option('--rules <file>', 'a YAML file of rules: drop where one fires')
    .option('--dropped <file>', 'write dropped rows here, with dropped_by and dropped_reason')
    .option('--keep-errors', 'do not drop rows for their `error`')
    .option('--memory <size>', 'memory limit of DuckDB, such as 4G (default: 1G)', byteSize)
    .action((input: string, flags: FilterFlags) => filter(input, flags, session))
  return addExamples(command, [
    'figsift filter scored.jsonl --out kept.jsonl --where "words_score > 0 AND image_width >= 224"',
    'figsift filter deduped.parquet --out kept.parquet --rules rules.yaml --dropped dropped.parquet',
  ])
}

async function filter(input: string, flags: FilterFlags, session: Session): Promise<void> {
  const { where, rules, dropped, keepErrors, memory } = flags
  // Rows with errors in the input are the filter's business, not failures of this run.
  const common = runOptions(input, flags, session)
  session.canResume = false
  const own = { where, rules, dropped, dropErrors: !keepErrors, memoryLimitBytes: memory }
  const summary = await withOutput(flags.out, input, session, (out) => runFilter({ ...common, ...own, out }))

  const width = process.stderr.columns ?? 100
  const lines = [formatFunnel(summary.funnel, { width }).trimEnd()]
  if (dropped !== undefined) lines.push(`Wrote ${count(summary.funnel.dropped, 'dropped row')} to ${dropped}.`)
  lines.push(...summary.notes)
  const place = placeOf(flags.out, summary.output)
  const hint =
    dropped === undefined && place !== 'stdout' && summary.funnel.dropped > 0
      ? ` --dropped FILE keeps the other ${summary.funnel.dropped.toLocaleString('en')} for a look.`
      : ''
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.${hint}`)
}
