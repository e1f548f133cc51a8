import { mkdir, open, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { StreamBytes } from '../../dataset/tar/tarBytes.js'
import { throwIfAborted } from '../../validate.js'
import type { Problem } from '../paper.js'
import type { PackedImages } from '../source.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { buffersOf } from './archiveUnits.js'
import { inflated } from './byteStreams.js'
import { FolderFiles } from './folderFiles.js'
import { joinedParts } from './joinedParts.js'
import { notWritten } from './notWritten.js'
import { privateFolder } from './privateFolder.js'
import { type TarEntry, tarEntries } from './tarEntries.js'
import { judgeMember } from './tarMembers.js'
import { isDamage } from './unitProblems.js'

/** Of a damaged or hostile archive millions could be told. */
const MAX_PROBLEMS = 100

/** What is in an archive of images, under the paths that it would have unpacked where it lies. */
export class UnpackedImages {
  readonly files: FolderFiles
  /** Members that were refused, and what is wrong with the archive from some place on. */
  readonly problems: readonly Problem[]
  #users = 1

  private constructor(files: FolderFiles, problems: readonly Problem[]) {
    this.files = files
    this.problems = problems
  }

  /** Unpacks an archive; where it is damaged, what is before stays. */
  static async of(packed: PackedImages, files: FolderFiles, options: ArchiveOptions): Promise<UnpackedImages> {
    const folder = await privateFolder(options.temporary)
    try {
      const problems = await unpack(packed, files, folder, options)
      return new UnpackedImages(new FolderFiles(folder, []), problems)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  /** One more who must call `release`. */
  retain(): this {
    this.#users++
    return this
  }

  /** Removes the files when nobody is left who uses them. */
  async release(): Promise<void> {
    this.#users--
    if (this.#users === 0) await rm(this.files.root, { recursive: true, force: true })
  }
}

async function unpack(
  packed: PackedImages,
  files: FolderFiles,
  folder: string,
  { limits, signal }: ArchiveOptions,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const tell = (problem: Problem) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem)
  }
  try {
    await using input = new StreamBytes(
      buffersOf(inflated(joinedParts(packed.parts, files), packed.name, limits)),
      packed.name,
    )
    let last: string | undefined
    for await (const entry of tarEntries(input, packed.name)) {
      throwIfAborted(signal)
      const verdict = judgeMember(entry, limits)
      if (verdict === 'skip') continue
      if ('problem' in verdict) {
        tell(verdict.problem)
        continue
      }
      const target = join(folder, packed.folder, verdict.path)
      const parent = posix.dirname(target)
      if (parent !== last) await mkdir(parent, { recursive: true, mode: 0o700 }).catch(refuse(target))
      last = parent
      await write(target, entry)
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    tell({ code: error.code, message: `${error.message}${howItEnds(packed, error)}`, figure: null, line: null })
  }
  return problems
}

async function write(target: string, { bytes }: TarEntry): Promise<void> {
  const file = await open(target, 'w', 0o600).catch(refuse(target))
  try {
    for await (const chunk of bytes) await file.writeFile(chunk).catch(refuse(target))
  } finally {
    await file.close()
  }
}

const refuse =
  (target: string) =>
  (error: Error): never => {
    throw notWritten(target, error)
  }

/** Parts that are too few look like a file that is cut. */
function howItEnds({ name, parts }: PackedImages, { message }: Error): string {
  const last = parts.at(-1)!.path
  if (last === name || !/end of file|ends early/.test(message)) return ''
  return ` Its last part that is there is ${last}: the one behind it is missing, or ${last} is cut. Fetch them, then run the same command again.`
}
