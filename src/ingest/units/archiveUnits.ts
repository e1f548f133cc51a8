import { StreamBytes } from '../../dataset/tar/tarBytes.js'
import { isTarHead, TAR_BLOCK_BYTES } from '../../tarHeader.js'
import { throwIfAborted } from '../../validate.js'
import type { Problem } from '../paper.js'
import type { PaperSource } from '../source.js'
import { archiveStem, isArchiveName } from './archiveName.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { inflated, withHead } from './byteStreams.js'
import { ExtractedUnit } from './extractedUnit.js'
import { tarEntries } from './tarEntries.js'
import { judgeMember } from './tarMembers.js'
import type { Unit } from './unit.js'
import { damagedUnit, emptyArchive, isDamage, memberProblem } from './unitProblems.js'

/** A file of an archive that is taken; or why one is not. */
export type Member =
  | { readonly path: string; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly problem: Problem }

/**
 * The papers of an archive, in its order: `.tar`, compressed or not, of one paper, of a folder per paper, or of an archive
 * per paper; or one compressed file. It is read once and as a stream; what is put down is one paper at a time.
 *
 * What is damaged ends the archive it is in: the papers before it stay, and a unit without documents says so.
 */
export async function* archiveUnits(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  source: PaperSource,
  options: ArchiveOptions,
  nesting = 1,
): AsyncGenerator<Unit, void, undefined> {
  try {
    const { head, bytes: whole } = await withHead(inflated(bytes, name, options.limits), TAR_BLOCK_BYTES)
    // Zeros are the end of a tar that has no members.
    if (head.every((byte) => byte === 0)) yield emptyArchive(name)
    else if (isTarHead(head)) yield* unitsOfMembers(membersOf(whole, name, options), name, source, options, nesting)
    else yield* singleFile(head, whole, name, source, options)
  } catch (error) {
    if (!isDamage(error)) throw error
    yield damagedUnit(name, error)
  }
}

async function* membersOf(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  { limits, signal }: ArchiveOptions,
): AsyncGenerator<Member, void, undefined> {
  await using input = new StreamBytes(buffersOf(bytes), name)
  for await (const entry of tarEntries(input, name)) {
    throwIfAborted(signal)
    const verdict = judgeMember(entry, limits)
    if (verdict !== 'skip') yield 'problem' in verdict ? verdict : { path: verdict.path, bytes: entry.bytes }
  }
}

export async function* buffersOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of bytes) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/** Papers of a folder each, or all in one, out of members that come in any order: but those of a paper one after the other. */
export async function* unitsOfMembers(
  members: AsyncIterable<Member>,
  name: string,
  source: PaperSource,
  options: ArchiveOptions,
  nesting = 1,
): AsyncGenerator<Unit, void, undefined> {
  const { limits, signal } = options
  let open = new ExtractedUnit(name, source, options)
  try {
    for await (const member of members) {
      throwIfAborted(signal)
      if ('problem' in member) {
        open.refuse(member.problem)
        continue
      }
      const { path, bytes } = member
      if (isArchiveName(path) && !source.accepts(path)) {
        if (nesting < limits.maxNesting) yield* archiveUnits(bytes, `${name}/${path}`, source, options, nesting + 1)
        else
          open.refuse(memberProblem('LIMIT_EXCEEDED', path, 'archives inside archives inside archives are not opened'))
        continue
      }
      if (await open.isCompleteBefore(path)) {
        const unit = await open.close()
        open = new ExtractedUnit(name, source, options)
        if (unit !== undefined) yield unit
      }
      await open.add(path, bytes)
    }
    const unit = await open.close()
    if (unit !== undefined) yield unit
  } finally {
    await open.abandon()
  }
}

const ENDINGS = ['', '.tex', '.xml', '.md', '.rst', '.json']

/** arXiv ships a paper of a single file as that file, compressed, without its ending. */
async function* singleFile(
  head: Buffer,
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  source: PaperSource,
  options: ArchiveOptions,
): AsyncGenerator<Unit, void, undefined> {
  const stem = archiveStem(name).replace(/^\.+/, '') || 'paper'
  const path = ENDINGS.map((ending) => stem + ending).find((one) => source.accepts(one))
  const unit = new ExtractedUnit(name, source, options)
  try {
    const other = head.subarray(0, 5).toString('latin1')
    if (path === undefined || other === '%PDF-' || other.startsWith('%!PS')) {
      unit.refuse(
        memberProblem('UNSUPPORTED_FORMAT', name, 'it holds neither an archive nor a document of this source'),
      )
    } else await unit.add(path, bytes)
    const closed = await unit.close()
    if (closed !== undefined) yield closed
  } finally {
    await unit.abandon()
  }
}
