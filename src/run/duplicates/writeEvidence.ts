import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { readFingerprints } from '../fingerprints.js'
import type { AgainstRows } from './findRelations.js'
import { AGAINST_RELATIONS } from './resolveRows.js'

/** What was found in one benchmark, and the parts that hold its ids. */
export interface FoundIn {
  name: string
  found: AgainstRows
  files: readonly string[]
}

const MEASURES: Readonly<Record<string, string>> = { embedding: 'cosine', phash: 'hamming_bits', shingles: 'jaccard' }

/**
 * Writes a JSON line for every row and benchmark that holds it: both ids, what found it, and how alike they are.
 *
 * @param own finished parts with the ids of the input
 * @returns the number of lines
 */
export async function writeEvidence(path: string, own: readonly string[], all: readonly FoundIn[]): Promise<number> {
  const file = createWriteStream(path)
  let lines = 0
  for (const { name, found, files } of all) {
    const [ids, others] = [await idsOf(own), await idsOf(files)]
    for (const [row, isFound] of found.isFound.entries()) {
      if (!isFound) continue
      const method = AGAINST_RELATIONS[found.relation[row]!]!
      const [measure, value] = [MEASURES[method], found.measure[row]!]
      const line = {
        row,
        id: ids[row],
        against: name,
        other_row: found.other[row],
        other_id: others[found.other[row]!],
        method,
        ...(measure === undefined || Number.isNaN(value) ? {} : { [measure]: value }),
      }
      lines++
      if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain')
    }
  }
  file.end()
  await finished(file)
  return lines
}

async function idsOf(files: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of readFingerprints(files)) ids.push(id)
  return ids
}
