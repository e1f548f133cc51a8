import { ioError } from './fileSystem.js'
import type { RunFolder } from './runFolder.js'

const ROWS = 65_536

/**
 * Writes columns that are made in one go from what is already finished, so nothing of them is recorded.
 *
 * @returns the files, in row order
 */
export async function writeResultParts(
  run: RunFolder,
  name: string,
  rows: number,
  write: (path: string, begin: number, end: number) => Promise<void>,
): Promise<string[]> {
  const folder = run.path('results', name)
  await run.files.remove(folder)
  await run.files.makeFolder(folder)
  const files: string[] = []
  for (let begin = 0; begin < rows; begin += ROWS) {
    const path = `${folder}/${String(files.length).padStart(6, '0')}.parquet`
    try {
      await write(path, begin, Math.min(begin + ROWS, rows))
    } catch (error) {
      throw ioError(error, 'write', path)
    }
    files.push(path)
  }
  return files
}
