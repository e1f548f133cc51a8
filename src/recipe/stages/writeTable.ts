import { basename, dirname } from 'node:path'
import { eachRow } from '../../concurrency.js'
import type { Column } from '../../dataset/names.js'
import { shardingOf } from '../../dataset/shards.js'
import type { FileSummary } from '../../run/inputs.js'
import type { Output } from '../../run/partStore.js'
import { rejectedName } from '../../run/rejectedLines.js'
import { writeOutput } from '../../run/writeOutput.js'
import type { WriteSection } from '../recipe.js'
import { type ColumnGroup, type RunContext, type RunTable, type StageOutcome, stageKey, sumsOf } from '../runContext.js'

const VERSION = 1

export interface PlannedWrite {
  kept: string
  /** Only where something decides. */
  dropped: string | undefined
}

export interface WriteOutcome extends StageOutcome {
  /** Kept rows, by path or as a pattern of shards. */
  kept: string
  rowsWritten: number
  dropped: string | undefined
  /** Lines of the input that are no rows, where there are any. */
  rejected: string | undefined
}

/** The names of outputs: in the format of the rows unless the recipe says otherwise. */
export function plannedWrite({ recipe }: RunContext, section: WriteSection, format: string): PlannedWrite {
  const { kept = `kept.${format}`, dropped = `dropped.${format}` } = section
  return { kept, dropped: recipe.filter === undefined ? undefined : dropped }
}

/**
 * Writes the rows that stay and those that do not: the input and the columns of all stages, joined by position, once.
 *
 * @param keep [rows] 1 for the rows that stay; all of them without it
 */
export async function writeTable(
  ctx: RunContext,
  table: RunTable,
  section: WriteSection,
  groups: readonly ColumnGroup[],
  keep: Uint8Array | undefined,
  reads: readonly FileSummary[],
): Promise<WriteOutcome> {
  const { folder } = ctx
  const names = plannedWrite(ctx, section, table.dataset.format)
  const { shardRows } = section
  const { replaceColumns = false } = ctx.options
  const { rows } = table.scan
  const settings = { ...names, shardRows, replaceColumns }
  const key = stageKey('write', VERSION, settings, sumsOf([...table.inputs, ...reads]))
  const before = await folder.findKept('write', key)
  let record = before
  if (record === undefined) {
    const [outputs, facts] = await writeBoth(ctx, table, groups, keep, { ...names, shardRows })
    const isShard = shardTest(
      [names.kept, names.dropped].map((name) => name && folder.at(name)),
      shardRows,
    )
    record = await folder.publish({ name: 'write', key, settings, rows, errors: {}, facts }, outputs, isShard)
  }
  const { kept: rowsWritten, dropped: rowsDropped } = record.facts as { kept: number; dropped: number }
  return {
    record,
    isKept: before !== undefined,
    rowsKept: 0,
    rowsComputed: before === undefined ? rows : 0,
    errors: {},
    notes: [],
    kept: placeOf(folder.at(names.kept), shardRows, rowsWritten),
    rowsWritten: rowsWritten,
    dropped: names.dropped && placeOf(folder.at(names.dropped), shardRows, rowsDropped),
    rejected: table.scan.badRows === 0 ? undefined : rejectedName(folder.at(names.kept), table.dataset),
  }
}

async function writeBoth(
  { folder, options }: RunContext,
  { dataset, scan }: RunTable,
  groups: readonly ColumnGroup[],
  keep: Uint8Array | undefined,
  names: PlannedWrite & { shardRows: number | undefined },
): Promise<[Output[], { kept: number; dropped: number }]> {
  const shared = { ...options, shardRows: names.shardRows }
  const own = groups.filter(({ stage }) => stage !== 'filter')
  const plan = (name: string, some: readonly ColumnGroup[], flags: Uint8Array | undefined) => ({
    path: folder.at(name),
    sidecars: some.map(({ files }) => files),
    columns: some.flatMap(({ columns }): readonly Column[] => columns),
    keep: flags,
  })
  const kept = await writeOutput(folder, dataset, plan(names.kept, own, keep), shared)
  const outputs: Output[] = [...kept.files]
  const counts = { kept: kept.result.rowsWritten, dropped: 0 }
  if (kept.result.rejected !== undefined) {
    outputs.push({ temporary: kept.result.rejected, path: rejectedName(folder.at(names.kept), dataset) })
  }
  if (names.dropped !== undefined && keep !== undefined) {
    const isDropped = new Uint8Array(scan.rows)
    await eachRow(scan.rows, (row) => {
      isDropped[row] = 1 - keep[row]!
    })
    const dropped = await writeOutput(folder, dataset, plan(names.dropped, groups, isDropped), shared)
    outputs.push(...dropped.files)
    counts.dropped = dropped.result.rowsWritten
  }
  return [outputs, counts]
}

/** True for shards of these outputs, out of however many. */
function shardTest(paths: readonly (string | undefined)[], shardRows: number | undefined) {
  const cut = paths.flatMap((path) => {
    const sharding = path === undefined ? undefined : shardingOf(path, shardRows)
    return sharding === undefined ? [] : [{ folder: dirname(path!), sharding }]
  })
  return (path: string) =>
    cut.some(({ folder, sharding }) => dirname(path) === folder && sharding.isShard(basename(path)))
}

function placeOf(path: string, shardRows: number | undefined, rows: number): string {
  const sharding = shardingOf(path, shardRows)
  return sharding?.patternOf(Math.max(1, Math.ceil(rows / sharding.shardRows))) ?? path
}
