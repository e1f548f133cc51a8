import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { mapOrdered, type Progress } from '../concurrency.js'
import { asIoError, type PutFile } from '../dataset/atomicFile.js'
import { openDuckDb } from '../dataset/duckdb.js'
import type { Answers } from './answers.js'
import { eachSlice } from './eachSlice.js'
import { PartWriter } from './partWriter.js'
import { removeOthers } from './removeOthers.js'

export interface DecisionPartsOptions {
  folder: string
  partRows: number
  put: PutFile
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

const PARTS_AT_ONCE = 2
const PART_NAME = /^\d{6}\.parquet$/

/** Writes the decisions about every row as side-cars, in row order. Returns their files. */
export async function writeDecisionParts(
  { rows, rules, combinations, codes }: Answers,
  { folder, partRows, put, signal, onProgress }: DecisionPartsOptions,
): Promise<string[]> {
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw asIoError(error, folder)
  })
  const db = await openDuckDb()
  const idle: PartWriter[] = []
  try {
    for (let i = 0; i < PARTS_AT_ONCE; i++) idle.push(new PartWriter(await db.connect(), rules, put))
    const parts = Array.from({ length: Math.ceil(rows / partRows) }, (_, part) => part)
    const write = async (part: number): Promise<string> => {
      const writer = idle.pop()!
      const path = join(folder, `${String(part).padStart(6, '0')}.parquet`)
      const own = codes.subarray(part * partRows, (part + 1) * partRows)
      const { found, renumbered } = await renumber(own, combinations.length)
      await writer.write(
        path,
        renumbered,
        found.map((code) => combinations[code]!.fired),
      )
      idle.push(writer)
      return path
    }
    const files: string[] = []
    for await (const path of mapOrdered(parts, write, { concurrency: PARTS_AT_ONCE, signal })) {
      files.push(path)
      onProgress?.({ phase: 'write decisions', done: Math.min(rows, files.length * partRows), total: rows })
    }
    await removeOthers(
      folder,
      files.map((path) => basename(path)),
      PART_NAME,
    )
    return files
  } finally {
    for (const writer of idle) writer.close()
    db.dispose()
  }
}

/** Codes from 0 on for the combinations that a part has, so that no part pays for those of the others. */
async function renumber(
  codes: Uint32Array,
  combinations: number,
): Promise<{ found: number[]; renumbered: Uint32Array }> {
  const places = new Int32Array(combinations).fill(-1)
  const found: number[] = []
  const renumbered = new Uint32Array(codes.length)
  await eachSlice(codes.length, (begin, end) => {
    for (let row = begin; row < end; row++) {
      const code = codes[row]!
      if (places[code] === -1) places[code] = found.push(code) - 1
      renumbered[row] = places[code]!
    }
  })
  return { found, renumbered }
}
