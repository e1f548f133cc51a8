import { extract } from 'tar-stream'

export const BLOCK_BYTES = 512

/** As much of a member's header as we look at. */
export interface TarHeader {
  readonly name: string
  /** `file`, `directory`, `symlink` …; null for a type that nobody knows. */
  readonly type?: string | null
  readonly size?: number
}

/** True for the first block of a tar, and of each of its members: the sum of its bytes stands in it. */
export function isTarHead(head: Uint8Array): boolean {
  if (head.length < BLOCK_BYTES) return false
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK_BYTES; i++) if (i < 148 || i >= 156) sum += head[i]!
  const field = Buffer.from(head.subarray(148, 156)).toString('latin1')
  const digits = /^[ 0]*([0-7]+)/.exec(field)
  return digits !== null && Number.parseInt(digits[1]!, 8) === sum
}

/** What a block says that is no member itself, but tells of the next: its name in full, above all. */
export interface Extension {
  /** Of PAX, of GNU for the name, of GNU for the link; `global` tells of all that follow, and is read over. */
  readonly kind: 'pax' | 'name' | 'link' | 'global'
  /** Bytes of what it says; Infinity for a number that nobody needs. */
  readonly size: number
}

const EXTENSIONS: Readonly<Record<string, Extension['kind']>> = {
  x: 'pax',
  g: 'global',
  L: 'name',
  N: 'name',
  K: 'link',
}

/** undefined for a member. */
export function extensionOf(head: Uint8Array): Extension | undefined {
  const kind = EXTENSIONS[String.fromCharCode(head[156]!)]
  if (kind === undefined) return undefined
  const digits = /^[ \0]*([0-7]+)[ \0]*$/.exec(Buffer.from(head.subarray(124, 136)).toString('latin1'))
  return { kind, size: digits === null ? Number.POSITIVE_INFINITY : Number.parseInt(digits[1]!, 8) }
}

/**
 * A member's header, with what stands before it about it.
 *
 * @param blocks whole blocks, the last of them the member's
 * @throws Error of the parser
 */
export function decodeHeader(blocks: Uint8Array): Promise<TarHeader> {
  return new Promise((resolve, reject) => {
    const parser = extract()
    parser.once('entry', (header) => resolve(header as TarHeader))
    parser.once('error', reject)
    parser.write(blocks)
  })
}
