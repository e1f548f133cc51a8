import { eachRow } from '../concurrency.js'
import type { Column } from '../dataset/names.js'
import { type SidecarRow, writeSidecar } from '../dataset/sidecar.js'
import { ioError } from './fileSystem.js'
import type { PartStore } from './partStore.js'

const ROWS = 16_384

/**
 * Writes columns that are made in one go from what is already finished, so nothing of them is recorded.
 *
 * @returns the files, in row order
 */
export async function writeResultParts(
  run: PartStore,
  name: string,
  rows: number,
  columns: readonly Column[],
  describe: (row: number) => SidecarRow,
): Promise<string[]> {
  const folder = run.path('results', name)
  await run.files.remove(folder)
  await run.files.makeFolder(folder)
  const files: string[] = []
  for (let begin = 0; begin < rows; begin += ROWS) {
    const described: SidecarRow[] = []
    await eachRow(Math.min(ROWS, rows - begin), (i) => void described.push(describe(begin + i)))
    const path = `${folder}/${String(files.length).padStart(6, '0')}.parquet`
    try {
      await writeSidecar(path, columns, described, run.files.fill)
    } catch (error) {
      throw ioError(error, 'write', path)
    }
    files.push(path)
  }
  return files
}
