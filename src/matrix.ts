import { randomUUID } from 'node:crypto'
import { constants, type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { FS, type MappedRows, type NativeFailure, type NativeRows, native } from './binding.js'
import { ArgumentError, DisposedError, FigsiftError, FormatError, ShapeError } from './errors.js'
import { formatNpyHeader, MAX_COLS, MAX_NPY_HEADER, MAX_ROWS, parseNpyHeader } from './npy.js'
import { argumentError, checkInteger, checkString, throwIfAborted } from './validate.js'

/** What every function that takes embeddings accepts: a Matrix, the path of a `.npy` file, or an array with its shape. */
export type Embeddings = Matrix | string | RowsOfFloats

/** Row-major float32 values, `data.length === rows * cols`. */
export interface RowsOfFloats {
  data: Float32Array
  rows: number
  cols: number
}

export type MatrixDtype = 'float32' | 'float16'

/** Bytes moved at once: about a millisecond. Arrays up to this size are copied rather than borrowed. */
const PIECE = 4 * 2 ** 20

type Store =
  | { kind: 'memory'; data: Float32Array | Uint16Array }
  /** `begin`: the matrix' first row within the file. */
  | { kind: 'file'; file: string; mapped: MappedRows; begin: number }

/**
 * Embeddings, [rows, cols], row-major: in memory or in a mapped `.npy` file.
 *
 * Memory-mapped files are read while a call needs them, so a file larger than the memory works. A file that is cut
 * short while it is open makes the calls that use it fail with IO; a file that is overwritten in place changes the
 * numbers under a running call, so replace files by renaming (as `Matrix.write` does).
 */
export class Matrix {
  readonly rows: number
  readonly cols: number
  readonly dtype: MatrixDtype
  #store: Store | undefined

  private constructor(rows: number, cols: number, dtype: MatrixDtype, store: Store) {
    this.rows = rows
    this.cols = cols
    this.dtype = dtype
    this.#store = store
  }

  /**
   * Wraps an array. Up to 4 MiB it is copied; above, the array itself is used: its buffer becomes untransferable, and
   * writing to it while a call runs changes what the call sees. A Uint16Array holds float16 bits.
   *
   * @param source `{ data, rows, cols }`, `data.length === rows * cols`; NaN and infinity are found by the calls
   * @throws ShapeError if the length does not fit, ArgumentError for any other type or a transferred buffer
   */
  static from(source: { data: Float32Array | Uint16Array; rows: number; cols: number }): Matrix {
    return Matrix.wrap('source', source as RowsOfFloats, true)
  }

  /**
   * As `from`, but without copying unless `isKept`: for the length of one native call, which copies what it must itself.
   *
   * @internal
   */
  static wrap(name: string, source: RowsOfFloats, isKept = false): Matrix {
    checkRows(name, source)
    const { data, rows, cols } = source
    const own = isKept && data.byteLength <= PIECE ? data.slice() : data
    return new Matrix(rows, cols, data instanceof Float32Array ? 'float32' : 'float16', { kind: 'memory', data: own })
  }

  /**
   * Opens a `.npy` file: two-dimensional, rows first, little-endian float32 or float16; memory-mapped.
   *
   * @throws FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, BAD_FORMAT (also when the file is shorter than its header says)
   */
  static async open(path: string): Promise<Matrix> {
    checkString('path', path)
    const file = await openRegular(path)
    try {
      const head = new Uint8Array(MAX_NPY_HEADER)
      const { bytesRead } = await file.read(head, 0, head.length, 0)
      const { dtype, rows, cols, offset } = parseNpyHeader(head.subarray(0, bytesRead), path)
      const size = dtype === 'float32' ? 4 : 2
      const bytes = rows * cols * size
      const actual = (await file.stat()).size
      if (actual !== offset + bytes) {
        const shape = `[${rows}, ${cols}] ${dtype}`
        throw new FormatError(
          `Expected ${offset + bytes} bytes for ${shape} but received ${actual} in \`${path}\`: ${actual < offset + bytes ? 'the file is truncated' : 'there is something behind the numbers'}.`,
          { file: path },
        )
      }
      if (rows === 0 || offset % size !== 0) return await Matrix.#read(file, path, { dtype, rows, cols, offset })
      const mapped = mapRows(file, offset, bytes, path)
      return new Matrix(rows, cols, dtype, { kind: 'file', file: path, mapped, begin: 0 })
    } finally {
      await file.close()
    }
  }

  /** For files whose numbers cannot be used where they lie: none at all, or at odd addresses. */
  static async #read(
    file: FileHandle,
    path: string,
    { dtype, rows, cols, offset }: { dtype: MatrixDtype; rows: number; cols: number; offset: number },
  ): Promise<Matrix> {
    const data = allocate(dtype, rows * cols)
    const bytes = new Uint8Array(data.buffer)
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), offset + at)
      if (bytesRead === 0) throw cutShort(path)
      at += bytesRead
    }
    return new Matrix(rows, cols, dtype, { kind: 'memory', data })
  }

  /**
   * Writes a `.npy` file that NumPy reads: to a temporary name beside `path`, synced, then renamed, so that no reader
   * ever sees half of it.
   */
  static async write(
    path: string,
    embeddings: Matrix | RowsOfFloats,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    checkString('path', path)
    const matrix = embeddings instanceof Matrix ? embeddings : Matrix.from(embeddings)
    // A name of its own for every call: others, in this process too, may be writing the same file.
    const temporary = `${path}.${randomUUID()}.tmp`
    const file = await open(temporary, 'wx').catch((cause: Error) => {
      throw new FigsiftError('IO', `The file \`${path}\` could not be written: ${cause.message}.`, {
        file: path,
        cause,
      })
    })
    try {
      await file.write(formatNpyHeader(matrix.dtype, matrix.rows, matrix.cols))
      const rowsPerPiece = Math.max(1, Math.floor(PIECE / (matrix.cols * 4)))
      for (let begin = 0; begin < matrix.rows; begin += rowsPerPiece) {
        throwIfAborted(signal)
        const piece = matrix.#piece(begin, Math.min(begin + rowsPerPiece, matrix.rows))
        await writeAll(file, new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
      }
      await file.sync()
      await file.close()
      await rename(temporary, path)
    } catch (error) {
      await file.close().catch(() => {})
      await unlink(temporary).catch(() => {})
      throw error
    }
  }

  /**
   * All values as float32, [rows * cols]. In memory and float32: the array itself, not a copy. Otherwise a new array,
   * made at once: for a large file read pieces with `slice`.
   */
  get data(): Float32Array {
    const store = this.#live()
    if (store.kind === 'memory' && store.data instanceof Float32Array) return store.data
    return this.slice(0, this.rows)
  }

  /** Copies rows [begin, end) as float32. */
  slice(begin: number, end: number): Float32Array {
    checkInteger('begin', begin, 0, this.rows)
    checkInteger('end', end, begin, this.rows)
    const piece = this.#piece(begin, end)
    return piece instanceof Float32Array ? piece.slice() : native().widenFloat16(piece)
  }

  /**
   * Rows [begin, end) as a matrix over the same memory or file, for calls of ours while this one is open. It owns nothing
   * and is not disposed.
   *
   * @internal
   */
  view(begin: number, end: number): Matrix {
    const store = this.#live()
    const own: Store =
      store.kind === 'memory'
        ? { kind: 'memory', data: store.data.subarray(begin * this.cols, end * this.cols) }
        : { ...store, begin: store.begin + begin }
    return new Matrix(end - begin, this.cols, this.dtype, own)
  }

  /** Rows [begin, end) in the matrix' own type; a view where there is an array. */
  #piece(begin: number, end: number): Float32Array | Uint16Array {
    const store = this.#live()
    if (store.kind === 'memory') return store.data.subarray(begin * this.cols, end * this.cols)
    const count = (end - begin) * this.cols
    const piece = allocate(this.dtype, count)
    const at = (store.begin + begin) * this.cols * piece.BYTES_PER_ELEMENT
    if (!native().readRows(store.mapped, at, new Uint8Array(piece.buffer))) throw cutShort(store.file)
    return piece
  }

  /** What native code reads. It keeps its own share, so that disposing during a call is safe. */
  toNative(): NativeRows {
    const store = this.#live()
    const { rows, cols, dtype } = this
    if (store.kind === 'file') return { data: store.mapped, begin: store.begin, rows, cols, dtype }
    return { data: store.data, rows, cols, dtype }
  }

  /** The file behind the matrix, if there is one. */
  get file(): string | undefined {
    return this.#store?.kind === 'file' ? this.#store.file : undefined
  }

  #live(): Store {
    const store = this.#store
    if (store === undefined) throw new DisposedError('Matrix')
    if (store.kind === 'memory' && store.data.length !== this.rows * this.cols) throw transferred('data')
    return store
  }

  /** Lets go of the memory or the file. Idempotent. Running calls finish; their share ends with them. */
  dispose(): void {
    if (this.#store?.kind === 'file') native().unmapRows(this.#store.mapped)
    this.#store = undefined
  }

  [Symbol.dispose](): void {
    this.dispose()
  }
}

function allocate(dtype: MatrixDtype, count: number): Float32Array | Uint16Array {
  try {
    return dtype === 'float32' ? new Float32Array(count) : new Uint16Array(count)
  } catch (cause) {
    throw new FigsiftError('OUT_OF_MEMORY', `There was not enough memory for ${count} ${dtype} values.`, { cause })
  }
}

/** Checks an array and its shape as a caller gave them. */
function checkRows(name: string, source: unknown): asserts source is RowsOfFloats {
  if (typeof source !== 'object' || source === null) {
    throw argumentError(name, 'a Matrix, the path of a .npy file, or { data, rows, cols }', source)
  }
  const { data, rows, cols } = source as Partial<RowsOfFloats>
  if (!(data instanceof Float32Array) && !((data as unknown) instanceof Uint16Array)) {
    throw argumentError(`${name}.data`, 'a Float32Array', data)
  }
  checkInteger(`${name}.rows`, rows, 0, MAX_ROWS)
  checkInteger(`${name}.cols`, cols, 1, MAX_COLS)
  if (isDetached(data!)) throw transferred(`${name}.data`)
  if (data!.length !== rows * cols) {
    throw new ShapeError(
      `Expected ${rows * cols} values for \`${name}\` of shape [${rows}, ${cols}] but received ${data!.length}.`,
    )
  }
}

/** Node 20 has no `detached`; but no new view can be made over memory that is gone. */
function isDetached(data: Float32Array | Uint16Array): boolean {
  if (data.length > 0) return false
  try {
    new Uint8Array(data.buffer)
    return false
  } catch {
    return true
  }
}

function transferred(name: string): ArgumentError {
  return new ArgumentError(
    `Expected values for \`${name}\` but received an array whose buffer was transferred to another thread. Pass a copy, or transfer it later.`,
  )
}

function cutShort(file: string): FigsiftError {
  return new FigsiftError(
    'IO',
    `The file \`${file}\` was cut short while it was read. Write it anew and open it again.`,
    {
      file,
    },
  )
}

/** Opens without waiting for the other end of a pipe, then looks at what it is. */
async function openRegular(path: string): Promise<FileHandle> {
  let file: FileHandle
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT')
      throw new FigsiftError('FILE_NOT_FOUND', `There is no file \`${path}\`.`, { file: path, cause })
    throw new FigsiftError('IO', `The file \`${path}\` could not be opened: ${(cause as Error).message}.`, {
      file: path,
      cause,
    })
  }
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected a regular file but received \`${path}\`.`, { file: path })
}

function mapRows(file: FileHandle, offset: number, bytes: number, path: string): MappedRows {
  try {
    return native().mapRows(file.fd, offset, bytes)
  } catch (error) {
    const { fs, detail } = error as Partial<NativeFailure>
    if (fs === FS.BAD_FORMAT) throw cutShort(path)
    if (fs !== FS.IO) throw error
    throw new FigsiftError('IO', `The file \`${path}\` could not be mapped (errno ${detail?.[0]}).`, {
      file: path,
      cause: error,
    })
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}
