import { FormatError } from './errors.js'

/** What the header of a `.npy` file says about the numbers behind it. */
export interface NpyHeader {
  dtype: 'float32' | 'float16'
  rows: number
  cols: number
  /** Byte at which the numbers begin. */
  offset: number
}

/** Longest header we read. NumPy's own limit for files it does not trust is 10 000 characters. */
export const MAX_NPY_HEADER = 65_536

/** Rows and columns beyond these have no index type, or no proven bound; the same numbers stand in native/addon/rows.cpp. */
export const MAX_ROWS: number = 2 ** 31 - 1
export const MAX_COLS: number = 2 ** 20

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] // \x93NUMPY

/**
 * Reads the header of a `.npy` file: format 1.0, 2.0 or 3.0, little-endian float32 or float16, two dimensions, rows first.
 *
 * @param head first bytes of the file: the whole header or MAX_NPY_HEADER bytes
 * @param file name for messages
 * @throws FormatError saying what was found and how to save the array instead
 * @see NEP 1, "A simple file format for NumPy arrays"
 */
export function parseNpyHeader(head: Uint8Array, file: string): NpyHeader {
  const fail = (sentence: string): never => {
    throw new FormatError(`${sentence} in \`${file}\`.`, { file })
  }
  if (head.length < 10 || MAGIC.some((byte, i) => head[i] !== byte)) {
    return fail(`Expected the .npy magic bytes but received ${head.length < 10 ? `${head.length} bytes` : 'others'}`)
  }
  const major = head[6]!
  if (major < 1 || major > 3) return fail(`Expected .npy format 1 to 3 but received ${major}`)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const begin = major === 1 ? 10 : 12
  if (head.length < begin) return fail(`Expected a .npy header but received ${head.length} bytes`)
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const offset = begin + length
  if (offset > MAX_NPY_HEADER)
    return fail(`Expected a .npy header of at most ${MAX_NPY_HEADER} bytes but received ${offset}`)
  if (offset > head.length) return fail(`Expected a .npy header of ${offset} bytes but received ${head.length}`)

  const text = Buffer.from(head.buffer, head.byteOffset + begin, length).toString('latin1')
  const fields = parseDict(text)
  if (fields === undefined)
    return fail(`Expected a .npy header with descr, fortran_order and shape but received ${show(text)}`)
  const { descr, isFortran, shape } = fields
  const dtype = descr === '<f4' ? 'float32' : descr === '<f2' ? 'float16' : undefined
  if (dtype === undefined) {
    return fail(`Expected dtype '<f4' or '<f2' (save with \`array.astype(np.float32)\`) but received ${show(descr)}`)
  }
  if (shape.length !== 2) return fail(`Expected two dimensions [rows, cols] but received [${shape.join(', ')}]`)
  const [rows, cols] = shape as [number, number]
  if (isFortran) return fail('Expected rows first (save with `np.ascontiguousarray`) but received Fortran order')
  if (rows > MAX_ROWS) return fail(`Expected at most ${MAX_ROWS} rows but received ${rows}`)
  if (cols < 1 || cols > MAX_COLS) return fail(`Expected 1 to ${MAX_COLS} columns but received ${cols}`)
  return { dtype, rows, cols, offset }
}

/** The header of a file we write: format 1.0, numbers aligned to 64 bytes as NumPy does. */
export function formatNpyHeader(dtype: NpyHeader['dtype'], rows: number, cols: number): Uint8Array {
  const descr = dtype === 'float32' ? '<f4' : '<f2'
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`
  const offset = Math.ceil((10 + dict.length + 1) / 64) * 64
  const head = Buffer.alloc(offset, ' ')
  Buffer.from([...MAGIC, 1, 0]).copy(head)
  head.writeUInt16LE(offset - 10, 8)
  head.write(dict, 10, 'latin1')
  head.write('\n', offset - 1, 'latin1')
  return head
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text)
}

/** One field of the dictionary; sticky, every part bounded, so that no header makes it backtrack. */
const FIELD =
  /\s*(?:'(\w{1,20})'|"(\w{1,20})")\s*:\s*(?:'([^'\\]{1,40})'|"([^"\\]{1,40})"|(True|False)|\(([\d, L]{0,200})\))\s*(,|(?=\s*\}))/y

/** The three fields of the header's Python dictionary; undefined if it is anything else. */
function parseDict(text: string): { descr: string; isFortran: boolean; shape: number[] } | undefined {
  const open = /^\s*\{/.exec(text)
  if (open === null) return undefined
  let descr: string | undefined
  let isFortran: boolean | undefined
  let shape: number[] | undefined
  FIELD.lastIndex = open[0].length
  let at = FIELD.lastIndex
  for (let match = FIELD.exec(text); match !== null; match = FIELD.exec(text)) {
    at = FIELD.lastIndex
    const key = match[1] ?? match[2]
    const quoted = match[3] ?? match[4]
    if (key === 'descr' && quoted !== undefined && descr === undefined) descr = quoted
    else if (key === 'fortran_order' && match[5] !== undefined && isFortran === undefined)
      isFortran = match[5] === 'True'
    else if (key === 'shape' && match[6] !== undefined && shape === undefined) shape = parseShape(match[6])
    else return undefined
  }
  if (!/^\s*\}\s*$/.test(text.slice(at))) return undefined
  if (descr === undefined || isFortran === undefined || shape === undefined) return undefined
  return { descr, isFortran, shape }
}

/** `3, 4` or `3L, 4L` (Python 2) or `3,`; undefined if a number is not one, or beyond 2^53. */
function parseShape(text: string): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.at(-1) === '') parts.pop()
  if (!parts.every((part) => /^\d{1,15}L?$/.test(part))) return undefined
  return parts.map((part) => Number(part.replace('L', '')))
}
