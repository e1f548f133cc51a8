import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes files of ours, as their names tell, that are not wanted any more. */
export async function removeOthers(folder: string, wanted: readonly string[], ours: RegExp): Promise<void> {
  for (const name of await readdir(folder)) {
    if (ours.test(name) && !wanted.includes(name)) await rm(join(folder, name), { force: true })
  }
}
