/** Members of a tar archive begin at multiples of this and are filled up to one. */
export const TAR_BLOCK_BYTES = 512

/** One header block of a tar archive (POSIX.1-2017 pax, 4.2; also the older v7 and GNU forms). */
export interface TarHeader {
  /** As this block writes it; a longer one stands in an extended header before it. */
  name: string
  /** Bytes of content after the block; undefined where the field holds no size. */
  size: number | undefined
  /** The type flag: `0` a file, `5` a folder, `x` an extended header, … */
  type: string
}

const MAGIC = 257
const CHECKSUM = 148

/** Reads a header block; undefined when the sum of its bytes is not the one that it tells. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.length < TAR_BLOCK_BYTES || sumOf(block) !== octal(block, CHECKSUM, 8)) return undefined
  const own = text(block, 0, 100)
  // GNU's form keeps times where POSIX has the beginning of the name.
  const prefix = text(block, MAGIC, 6) === 'ustar' && block[MAGIC + 5] === 0 ? text(block, 345, 155) : ''
  const name = prefix === '' ? own : `${prefix}/${own}`
  return { name, size: sizeOf(block), type: block[156] === 0 ? '0' : String.fromCharCode(block[156]!) }
}

/** True for the first block of a tar archive, whatever its file is called. */
export const isTarHead = (head: Uint8Array): boolean => readTarHeader(head.subarray(0, TAR_BLOCK_BYTES)) !== undefined

/** The block with another size in it. */
export function withTarSize(block: Uint8Array, size: number): Buffer {
  const changed = Buffer.from(block)
  changed.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 12, 'latin1')
  return withChecksum(changed)
}

/**
 * The header of a file that we add: nobody's, readable by all, of 1970, so that equal content gives equal bytes.
 *
 * @returns undefined when the name is too long for one block
 */
export function tarFileHeader(name: string, size: number): Buffer | undefined {
  const bytes = Buffer.from(name)
  const cut = bytes.length <= 100 ? -1 : bytes.indexOf(0x2f, bytes.length - 101)
  if (bytes.length > 100 && (cut < 1 || cut > 155)) return undefined
  const block = Buffer.alloc(TAR_BLOCK_BYTES)
  bytes.copy(block, 0, cut + 1)
  block.write('0000644\x000000000\x000000000\0', 100, 'latin1')
  block.write('00000000000\0', 136, 'latin1')
  block.write('0', 156, 'latin1')
  block.write('ustar\x0000', MAGIC, 'latin1')
  block.write('0000000\x000000000\0', 329, 'latin1')
  if (cut > 0) bytes.copy(block, 345, 0, cut)
  return withTarSize(block, size)
}

/** Bytes that fill content of this size up to a whole block. */
export const tarPadding = (size: number): number => (TAR_BLOCK_BYTES - (size % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES

function withChecksum(block: Buffer): Buffer {
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, CHECKSUM, 8, 'latin1')
  return block
}

/** The checksum's own field counts as spaces. */
function sumOf(block: Uint8Array): number {
  let sum = 8 * 0x20
  for (let i = 0; i < TAR_BLOCK_BYTES; i++) if (i < CHECKSUM || i >= CHECKSUM + 8) sum += block[i]!
  return sum
}

function text(block: Uint8Array, begin: number, length: number): string {
  const field = Buffer.from(block.buffer, block.byteOffset + begin, length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? length : end)
}

function octal(block: Uint8Array, begin: number, length: number): number | undefined {
  const match = /^ *([0-7]+)(?: |$)/.exec(text(block, begin, length))
  return match === null ? undefined : Number.parseInt(match[1]!, 8)
}

/** Sizes of 8 GiB and more are binary, with the first bit set (GNU, and star). */
function sizeOf(block: Uint8Array): number | undefined {
  const field = block.subarray(124, 136)
  if ((field[0]! & 0x80) === 0) return text(block, 124, 12).trim() === '' ? 0 : octal(block, 124, 12)
  let size = field[0]! & 0x7f
  for (const byte of field.subarray(1)) size = size * 256 + byte
  return Number.isSafeInteger(size) ? size : undefined
}
