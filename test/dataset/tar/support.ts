import { tarFileHeader, tarPadding } from '../../../src/tarHeader.js'

export type Member = readonly [name: string, content: string | Buffer]

/** One member as the plainest writer would put it. */
export function memberBytes([name, content]: Member, type = '0'): Buffer {
  const bytes = Buffer.from(content)
  const block = tarFileHeader(name, bytes.length)!
  block.write(type, 156, 'latin1')
  return Buffer.concat([resummed(block), bytes, Buffer.alloc(tarPadding(bytes.length))])
}

/** The block with the checksum it must have. */
export function resummed(block: Buffer): Buffer {
  let sum = 8 * 0x20
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i]!
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

export const END = Buffer.alloc(1024)

export const tarOf = (members: readonly Member[]): Buffer =>
  Buffer.concat([...members.map((member) => memberBytes(member)), END])
