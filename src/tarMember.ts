import { readTarHeader } from './tarHeader.js'

/** A file inside a tar archive, by its place: rows name images this way instead of unpacking them. */
export interface TarMember {
  /** Path of the archive, relative to the dataset's root. Not compressed: it is read at `offset`. */
  archive: string
  /** First byte of the content in the archive; its header is the block before. */
  offset: number
  /** Bytes of the content. */
  length: number
  /** Name of the member. */
  path: string
}

/** True for an object with the fields of a member, whatever else it has. */
export function isTarMember(value: unknown): value is TarMember {
  if (typeof value !== 'object' || value === null) return false
  const { archive, offset, length, path } = value as Record<string, unknown>
  const isPlace = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  return (
    typeof archive === 'string' && typeof path === 'string' && isPlace && Number(offset) >= 512 && Number(length) >= 0
  )
}

/**
 * Whether the block before a member's content is still its header: an archive that was written anew has others there.
 *
 * A name that does not fit a header stands in an extended one further up, and is not compared.
 */
export function isHeaderOf(block: Uint8Array, { path, length }: TarMember): boolean {
  const header = readTarHeader(block)
  if (header === undefined || header.size !== length) return false
  const bare = path.replace(/^(?:\.\/)+/, '')
  const name = header.name.replace(/^(?:\.\/)+/, '')
  return name === bare || Buffer.byteLength(path) > 100 || Buffer.byteLength(name) >= 99
}
