import { openTarBytes } from '../../dataset/tar/tarBytes.js'
import type { FigsiftError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import type { Problem } from '../paper.js'
import type { UnitLimits } from './limits.js'
import type { Place } from './places.js'
import { tarEntries } from './tarEntries.js'
import { judgeMember } from './tarMembers.js'
import { isDamage, memberProblem } from './unitProblems.js'

/** What a folder of a tar holds, by name. */
export interface IndexedFolder {
  readonly files: ReadonlyMap<string, Place>
  readonly folders: ReadonlyMap<string, IndexedFolder>
}

export interface TarIndex {
  readonly root: IndexedFolder
  /** Members that were left out; of more than a hundred the first. */
  readonly problems: readonly Problem[]
  /** What follows in the tar is damaged. */
  readonly damage: FigsiftError | undefined
}

/** Of more members than this no list is made: one takes some 150 bytes. */
const MAX_MEMBERS = 500_000

interface OpenFolder {
  readonly files: Map<string, Place>
  readonly folders: Map<string, OpenFolder>
}

const newFolder = (): OpenFolder => ({ files: new Map(), folders: new Map() })

/**
 * Where everything is in a tar that lies on disk; contents are passed over, not read.
 *
 * @returns undefined for a tar with more members than can be listed
 */
export async function indexTar(
  path: string,
  fileBytes: number,
  name: string,
  limits: UnitLimits,
  signal: AbortSignal | undefined,
): Promise<TarIndex | undefined> {
  const root = newFolder()
  const problems: Problem[] = []
  let damage: FigsiftError | undefined
  let count = 0
  const refuse = (problem: Problem | undefined) => {
    if (problem !== undefined && problems.length < 100) problems.push(problem)
  }
  await using input = await openTarBytes(path, 'none')
  try {
    for await (const entry of tarEntries(input, name)) {
      throwIfAborted(signal)
      const verdict = judgeMember(entry, limits)
      if (verdict === 'skip') continue
      if (++count > MAX_MEMBERS) return undefined
      if ('problem' in verdict) refuse(verdict.problem)
      // A member that the file does not hold to its end is damage, which is met next.
      else if (entry.offset + entry.size <= fileBytes) {
        refuse(place(root, verdict.path, { offset: entry.offset, size: entry.size }))
      }
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    damage = error
  }
  return { root, problems, damage }
}

function place(root: OpenFolder, path: string, at: Place): Problem | undefined {
  const names = path.split('/')
  const name = names.pop()!
  let folder = root
  for (const inner of names) {
    if (folder.files.has(inner)) return memberProblem('BAD_FORMAT', path, 'an earlier member is in its place')
    let next = folder.folders.get(inner)
    if (next === undefined) {
      next = newFolder()
      folder.folders.set(inner, next)
    }
    folder = next
  }
  if (folder.files.has(name)) return memberProblem('BAD_FORMAT', path, 'an earlier member has its name')
  if (folder.folders.has(name)) return memberProblem('BAD_FORMAT', path, 'an earlier member is in its place')
  folder.files.set(name, at)
  return undefined
}

/** undefined when the tar has no such file. */
export function placeOfFile(root: IndexedFolder, path: string): Place | undefined {
  const names = path.split('/')
  const name = names.pop()!
  let folder: IndexedFolder | undefined = root
  for (const inner of names) folder = folder?.folders.get(inner)
  return folder?.files.get(name)
}
