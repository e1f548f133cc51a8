import { createReadStream } from 'node:fs'
import type { PaperSource } from '../source.js'
import { isArchiveName } from './archiveName.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { archiveUnits, type Member, unitsOfMembers } from './archiveUnits.js'
import { SharedBytes } from './byteStreams.js'
import { bytesBetween } from './bytesBetween.js'
import { noFiles } from './folderFiles.js'
import { chooseFrom } from './folderUnits.js'
import { sortedKeys, TarArchive } from './tarArchive.js'
import type { IndexedFolder } from './tarIndex.js'
import type { Unit } from './unit.js'
import { damagedUnit, problemUnit } from './unitProblems.js'

/**
 * The papers of an archive on disk. Of a tar it is known at first where everything is: it gives what its folder would give,
 * in the order of names. What cannot be read in any order is read as a stream: single compressed files, and what has too many
 * members or is too large decompressed.
 */
export async function* archiveFileUnits(
  path: string,
  name: string,
  source: PaperSource,
  options: ArchiveOptions,
): AsyncGenerator<Unit, void, undefined> {
  // A paper that is a folder lies together in every archive that is met.
  const maySpool = source.units === 'file'
  const archive = await TarArchive.open(path, name, maySpool, options)
  if (archive === undefined) {
    const stream = createReadStream(path, { highWaterMark: 1 << 18 })
    try {
      yield* archiveUnits(stream, name, source, options)
    } finally {
      stream.destroy()
    }
    return
  }
  try {
    if (source.units === 'folder') yield* unitsOfMembers(inOrder(archive, source), name, source, options)
    else {
      const { problems } = archive.index
      if (problems.length > 0) yield problemUnit(name, problems)
      yield* documentUnits(archive, archive.index.root, '', source, options)
    }
    if (archive.damage !== undefined) yield damagedUnit(name, archive.damage)
  } finally {
    await archive.release()
  }
}

/** Documents before what may be too much for one paper. */
async function* inOrder(archive: TarArchive, source: PaperSource): AsyncGenerator<Member, void, undefined> {
  for (const problem of archive.index.problems) yield { problem }
  for await (const path of archive.paths(source.accepts)) yield { path, bytes: bytesOf(archive, path) }
}

function bytesOf(archive: TarArchive, path: string): SharedBytes {
  const { offset, size } = archive.placeOf(path)!
  return new SharedBytes(bytesBetween(archive.file, offset, size))
}

/** Every document by itself, with the whole archive to look for images in. */
async function* documentUnits(
  archive: TarArchive,
  folder: IndexedFolder,
  prefix: string,
  source: PaperSource,
  options: ArchiveOptions,
): AsyncGenerator<Unit, void, undefined> {
  const list = (await sortedKeys(folder.files)).map((name) => prefix + name)
  const documents = list.filter((path) => source.accepts(path))
  const chosen = await chooseFrom(source, documents, noFiles())
  for (const document of chosen.documents) yield archive.unit(document, list)
  if (chosen.problems.length > 0) yield problemUnit(archive.name, chosen.problems)
  for (const path of list) {
    if (!isArchiveName(path) || source.accepts(path)) continue
    yield* archiveUnits(bytesOf(archive, path), `${archive.name}/${path}`, source, options, 2)
  }
  for (const name of await sortedKeys(folder.folders)) {
    yield* documentUnits(archive, folder.folders.get(name)!, `${prefix}${name}/`, source, options)
  }
}
