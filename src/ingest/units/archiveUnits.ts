import { FigsiftError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import type { PaperSource } from '../sources.js'
import { archiveStem, isArchiveName } from './archiveName.js'
import { inflated, withHead } from './byteStreams.js'
import { ExtractedUnit, type ExtractOptions, memberProblem } from './extractedUnit.js'
import { noFiles } from './folderFiles.js'
import { isTarHead, tarEntries } from './tarEntries.js'
import { judgeMember } from './tarMembers.js'
import type { Unit } from './unit.js'

export interface ArchiveOptions extends ExtractOptions {
  readonly signal?: AbortSignal | undefined
}

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
    const { head, bytes: whole } = await withHead(inflated(bytes, name, options.limits), 512)
    if (isTarHead(head)) yield* tarUnits(whole, name, source, options, nesting)
    else yield* singleFile(head, whole, name, source, options)
  } catch (error) {
    if (!(error instanceof FigsiftError) || (error.code !== 'BAD_FORMAT' && error.code !== 'LIMIT_EXCEEDED'))
      throw error
    const { code, message } = error
    yield {
      name,
      files: noFiles(),
      documents: [],
      problems: [{ code, message, figure: null, line: null }],
      isDamaged: true,
      dispose: async () => {},
    }
  }
}

async function* tarUnits(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  source: PaperSource,
  options: ArchiveOptions,
  nesting: number,
): AsyncGenerator<Unit, void, undefined> {
  const { limits, signal } = options
  let open = new ExtractedUnit(name, source, options)
  try {
    for await (const { header, bytes: member } of tarEntries(bytes, name)) {
      throwIfAborted(signal)
      const verdict = judgeMember(header, limits)
      if (verdict === 'skip') continue
      if ('problem' in verdict) {
        open.refuse(verdict.problem)
        continue
      }
      const { path } = verdict
      if (isArchiveName(path) && !source.accepts(path)) {
        if (nesting < limits.maxNesting) yield* archiveUnits(member, `${name}/${path}`, source, options, nesting + 1)
        else
          open.refuse(memberProblem('LIMIT_EXCEEDED', path, 'archives inside archives inside archives are not opened'))
        continue
      }
      if (await open.isCompleteBefore(path)) {
        const unit = await open.close()
        open = new ExtractedUnit(name, source, options)
        if (unit !== undefined) yield unit
      }
      await open.add(path, member)
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
