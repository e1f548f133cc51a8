import { TAR_BLOCK_BYTES, tarFileHeader, tarPadding, withTarSize } from '../../tarHeader.js'
import type { ArchiveMember } from './tarMembers.js'

/** What an archive ends with. */
export const END_OF_ARCHIVE: Buffer = Buffer.alloc(2 * TAR_BLOCK_BYTES)

/** A file that was not in the archive, with its padding; the same name and content give the same bytes. */
export function newMember(name: string, content: Buffer): Buffer {
  return Buffer.concat([headOf(name, content.length), content, Buffer.alloc(tarPadding(content.length))])
}

/** A member of the archive with other content: its owner, time and mode stay. */
export function changedMember({ name, head, hasPaxSize }: ArchiveMember, content: Buffer): Buffer {
  if (hasPaxSize) return newMember(name, content)
  const last = head.length - TAR_BLOCK_BYTES
  const block = withTarSize(head.subarray(last), content.length)
  return Buffer.concat([head.subarray(0, last), block, content, Buffer.alloc(tarPadding(content.length))])
}

function headOf(name: string, size: number): Buffer {
  const block = tarFileHeader(name, size)
  if (block !== undefined) return block
  const record = paxRecord('path', name)
  const extended = tarFileHeader('PaxHeaders/figsift', record.length)!
  extended.write('x', 156, 'latin1')
  const short = Buffer.from(name)
    .subarray(-100)
    .toString('latin1')
    .replaceAll(/[^ -~]|\//g, '_')
  return Buffer.concat([
    withTarSize(extended, record.length),
    record,
    Buffer.alloc(tarPadding(record.length)),
    tarFileHeader(short, size)!,
  ])
}

/** `<length> path=<name>\n`, the length counting its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (rest + String(length).length > length) length++
  return Buffer.from(`${length} ${key}=${value}\n`)
}
