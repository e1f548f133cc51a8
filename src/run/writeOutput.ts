import { type AnnotateResult, annotate } from '../dataset/annotate.js'
import type { Dataset } from '../dataset/dataset.js'
import type { Column } from '../dataset/names.js'
import { planShards, type Shard, shardingOf } from '../dataset/shards.js'
import type { RunOptions } from './options.js'
import type { Output, PartStore } from './partStore.js'

/** An output still to be written: the dataset with `columns` of groups of side-cars added, of the rows that `keep` marks. */
export interface PlannedTable {
  path: string
  sidecars: readonly (readonly string[])[]
  columns: readonly Column[]
  keep?: Uint8Array | undefined
}

export interface WrittenTable {
  result: AnnotateResult
  /** One file, or its shards in order. */
  files: (Output & { rows: number })[]
}

/** Writes an output, cut into shards when asked for, under temporary names. */
export async function writeOutput(
  store: PartStore,
  dataset: Dataset,
  { path, sidecars, columns, keep }: PlannedTable,
  { shardRows, replaceColumns, signal, onProgress }: RunOptions,
): Promise<WrittenTable> {
  const { rows } = await dataset.scan()
  const sharding = shardingOf(path, shardRows)
  const shards = sharding && (await planShards(rows, keep, sharding))
  const temporary = (shard: Shard) => ({ ...shard, path: store.temporaryFor(shard.path) })
  const out = store.temporaryFor(path)
  const place = { out, shards: shards?.map(temporary) }
  const put = store.files.fill
  const result = await annotate(dataset, { sidecars, columns, ...place, keep, replaceColumns, put, signal, onProgress })
  const files = shards ?? [{ path, rows: result.rowsWritten }]
  return { result, files: files.map((file) => ({ ...file, temporary: store.temporaryFor(file.path) })) }
}
