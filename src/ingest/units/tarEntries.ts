import { extract } from 'tar-stream'
import { FigsiftError, FormatError } from '../../errors.js'
import { SharedBytes } from './byteStreams.js'
import { shownPath } from './folderFiles.js'

/** As much of a member's header as we look at. */
export interface TarHeader {
  readonly name: string
  /** `file`, `directory`, `symlink` …; null for a type that nobody knows. */
  readonly type?: string | null
  readonly size?: number
}

export interface TarEntry {
  readonly header: TarHeader
  /** Need not be read; what is left is passed over. */
  readonly bytes: SharedBytes
}

const BLOCK_BYTES = 512
/**
 * The members of a tar stream, one after the other; memory does not grow with it.
 *
 * Headers with long names are held in memory; the parser bounds them.
 *
 * @throws FormatError for what is no tar, or a damaged one; what `source` throws
 */
export async function* tarEntries(
  source: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<TarEntry, void, undefined> {
  const parser = extract()
  let failure: unknown
  const pump = async () => {
    try {
      for await (const chunk of source) {
        if (parser.destroyed) return
        if (!parser.write(chunk)) await untilDrained(parser)
      }
      parser.end(undefined)
    } catch (error) {
      failure = error
      parser.destroy(error as Error)
    }
  }
  // The parser only says that it was destroyed; what the pump met is the reason.
  const explain = (error: unknown): unknown => {
    const cause = failure ?? error
    const isOurs = cause instanceof FigsiftError || /^E[A-Z]+$/.test((cause as NodeJS.ErrnoException).code ?? '')
    return isOurs ? cause : damaged(name, (cause as Error).message, cause)
  }
  const entries = parser[Symbol.asyncIterator]()
  const pumping = pump()
  try {
    for (;;) {
      const { value: entry, done } = await entries.next()
      if (done) break
      const { header } = entry
      // The parser waits for ever for the end of a member with such a size.
      if (!Number.isSafeInteger(header.size) || (header.size ?? 0) < 0) throw damaged(name, 'a member has no size')
      const bytes = new SharedBytes(guarded(entry as AsyncIterable<Uint8Array>, explain))
      yield { header, bytes }
      await bytes.drain()
    }
  } catch (error) {
    throw explain(error)
  } finally {
    parser.destroy()
    await pumping
  }
}

async function* guarded(
  entry: AsyncIterable<Uint8Array>,
  explain: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* entry
  } catch (error) {
    throw explain(error)
  }
}

function untilDrained(parser: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done)
      parser.off('close', done)
      resolve()
    }
    parser.on('drain', done)
    parser.on('close', done)
  })
}

/** True for the first block of a tar: the sum of its bytes stands in it. */
export function isTarHead(head: Uint8Array): boolean {
  if (head.length < BLOCK_BYTES) return false
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK_BYTES; i++) if (i < 148 || i >= 156) sum += head[i]!
  const field = Buffer.from(head.subarray(148, 156)).toString('latin1')
  const digits = /^[ 0]*([0-7]+)/.exec(field)
  return digits !== null && Number.parseInt(digits[1]!, 8) === sum
}

const damaged = (name: string, what: string, cause?: unknown): FormatError =>
  new FormatError(`Expected a whole tar archive in ${shownPath(name)}: ${what.replace(/\.$/, '')}.`, {
    file: name,
    cause,
  })
