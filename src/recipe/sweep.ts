import { join } from 'node:path'
import { type FileSystem, folderOf } from '../run/fileSystem.js'

/** The name, in it, of what saves work and can be made again. */
export const CACHE = 'cache'

/** What stays of the folder that only the run itself reads. */
const INNER_FILES = new Set(['journal.jsonl', 'stages.json', 'state.json', 'lock', CACHE])

/**
 * Removes files of a run that are no part of it any more: parts, files that it owned, and what it worked with. Files that
 * somebody else put into the folder stay.
 *
 * @param wanted names that stay, from the run's folder
 * @param owned names that were the run's at some time; they come from a file, and so are not believed
 */
export async function sweep(
  files: FileSystem,
  folder: string,
  wanted: ReadonlySet<string>,
  owned: readonly string[],
): Promise<void> {
  const folders = new Set([...wanted].flatMap(foldersOf))
  const isWanted = (name: string) => wanted.has(name) || folders.has(name)
  for (const name of owned) {
    if (isWanted(name) || name === '' || name.startsWith('/') || name.split('/').some((one) => one === '..')) continue
    const parent = folderOf(join(folder, name))
    const isInside = `${await files.realPath(parent)}/`.startsWith(`${await files.realPath(folder)}/`)
    if (!isInside) continue
    await files.remove(join(folder, name))
    const isEmptied =
      parent !== folder && (await files.stat(parent))?.isFolder && (await files.list(parent)).length === 0
    if (isEmptied) await files.remove(parent)
  }
  await sweepParts(files, folder, wanted)
  for (const name of await files.list(join(folder, '.figsift'))) {
    if (!INNER_FILES.has(name)) await files.remove(join(folder, '.figsift', name))
  }
}

const foldersOf = (name: string): string[] => {
  const names = name.split('/').slice(0, -1)
  return names.map((_, i) => names.slice(0, i + 1).join('/'))
}

async function sweepParts(files: FileSystem, folder: string, wanted: ReadonlySet<string>): Promise<void> {
  const parts = join(folder, 'parts')
  const home = await files.realPath(parts)
  for (const stage of await files.list(parts)) {
    const names = await files.list(join(parts, stage))
    const kept = names.filter((name) => wanted.has(`parts/${stage}/${name}`))
    // Of a link the link goes, and nothing behind it.
    if (kept.length === 0) await files.remove(join(parts, stage))
    if (kept.length === 0 || (await files.realPath(join(parts, stage))) !== join(home, stage)) continue
    for (const name of names) {
      if (!wanted.has(`parts/${stage}/${name}`)) await files.remove(join(parts, stage, name))
    }
  }
}
