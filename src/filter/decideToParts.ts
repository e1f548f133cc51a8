import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { eachRow } from '../concurrency.js'
import { columnsFor } from '../dataset/names.js'
import { type SidecarRow, writeSidecar } from '../dataset/sidecar.js'
import { decide } from './decide.js'
import type { DecideToPartsOptions, PartDecisions } from './types.js'

/**
 * What rules say about every row of a dataset on disk, as Parquet side-cars in the order of its rows.
 *
 * @throws FigsiftError as `decide`, and IO when the side-cars cannot be written
 */
export async function decideToParts({
  folder,
  cache: _cache,
  stamp: _stamp,
  partRows = 2 ** 20,
  ...options
}: DecideToPartsOptions): Promise<PartDecisions> {
  const { rows, keep, firstRule, rules, firedFor, funnel } = await decide(options)
  await mkdir(folder, { recursive: true })
  const files: string[] = []
  for (let begin = 0; begin < rows; begin += partRows) {
    const described: SidecarRow[] = []
    await eachRow(Math.min(partRows, rows - begin), (i) => {
      const first = rules[firstRule[begin + i]!]
      described.push({
        keep: first === undefined,
        droppedBy: first?.id,
        droppedReason: first?.reason,
        droppedByAll: firedFor(begin + i).map((r) => rules[r]!.id),
      })
    })
    files.push(join(folder, `${String(files.length).padStart(6, '0')}.parquet`))
    await writeSidecar(files.at(-1)!, columnsFor('filter'), described)
  }
  return { rows, files, keep, funnel, cached: [] }
}
