import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.env.FIGSIFT_SHARED_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** Folder of real figures beside the repository; undefined, with the reason printed once per file, where it is absent. */
export const sharedData: string | undefined = existsSync(join(folder, 'README.md')) ? folder : undefined

if (sharedData === undefined) {
  console.warn('Tests on real figures are skipped: no folder ../shared/data (FIGSIFT_SHARED_DATA names another).')
}
