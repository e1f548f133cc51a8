import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cosineRows } from '../src/dedup/cosineRows.js'
import { similarityJoin } from '../src/dedup/similarityJoin.js'
import { DisposedError, FormatError, ShapeError } from '../src/errors.js'
import { Matrix } from '../src/matrix.js'
import { formatNpyHeader, MAX_NPY_HEADER, parseNpyHeader } from '../src/npy.js'
import { join as lawJoin } from './reference/cosineLaw.js'
import { nearDuplicates, randomRows } from './support/embeddings.js'
import { seededRandom } from './support/random.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-matrix-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string) => join(folder, name)

/** A header as other writers may make it. */
function header(dict: string, { major = 1, length = dict.length }: { major?: number; length?: number } = {}): Buffer {
  const head = Buffer.alloc(major === 1 ? 10 : 12)
  head.write('\x93NUMPY', 'latin1')
  head[6] = major
  if (major === 1) head.writeUInt16LE(length, 8)
  else head.writeUInt32LE(length, 8)
  return Buffer.concat([head, Buffer.from(dict, 'latin1')])
}

const dictOf = (shape: string, descr = '<f4', fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`

describe('parseNpyHeader', () => {
  it.each([
    ['no magic', Buffer.from('not a numpy file at all'), 'magic bytes'],
    ['an empty file', Buffer.alloc(0), 'but received 0 bytes'],
    ['a future version', header(dictOf('(2, 3)'), { major: 4 }), 'format 1 to 3 but received 4'],
    ['a length beyond the file', header(dictOf('(2, 3)'), { length: 5000 }), 'header of 5010 bytes but received'],
    ['a length beyond all reason', header('{', { major: 2, length: 2 ** 31 }), `at most ${MAX_NPY_HEADER} bytes`],
    ['another type', header(dictOf('(2, 3)', '<f8')), '`array.astype(np.float32)`) but received "<f8"'],
    ['big-endian', header(dictOf('(2, 3)', '>f4')), 'but received ">f4"'],
    ['objects', header(dictOf('(2, 3)', '|O')), 'but received "|O"'],
    ['one dimension', header(dictOf('(6,)')), 'two dimensions [rows, cols] but received [6]'],
    ['no dimension', header(dictOf('()')), 'two dimensions [rows, cols] but received []'],
    ['three dimensions', header(dictOf('(1, 2, 3)')), 'but received [1, 2, 3]'],
    ['Fortran order', header(dictOf('(2, 3)', '<f4', 'True')), '`np.ascontiguousarray`'],
    ['no columns', header(dictOf('(2, 0)')), 'columns but received 0'],
    ['negative rows', header(dictOf('(-2, 3)')), 'descr, fortran_order and shape'],
    ['too many rows', header(dictOf('(4294967296, 1)')), 'at most 2147483647 rows'],
    ['rows beyond 2^53', header(dictOf('(99999999999999999999, 1)')), 'descr, fortran_order and shape'],
    ['a missing field', header("{'descr': '<f4', 'shape': (2, 3), }\n"), 'descr, fortran_order and shape'],
    [
      'a field twice',
      header("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}"),
      'descr, fortran',
    ],
    ['code', header("{'descr': __import__('os'), 'fortran_order': False, 'shape': (2, 3)}"), 'descr, fortran_order'],
    ['text behind the dictionary', header(`${dictOf('(2, 3)')}; x`), 'descr, fortran_order and shape'],
  ])('refuses %s', (_, head, message) => {
    const parse = () => parseNpyHeader(head, 'some/file.npy')
    expect(parse).toThrow(FormatError)
    expect(parse).toThrow(message)
    expect(parse).toThrow('in `some/file.npy`.')
  })

  it('does not take long over a long hostile header', () => {
    const start = performance.now()
    for (const filler of [
      "{'a': '",
      '{ '.repeat(30_000),
      `{${"'descr':".repeat(8000)}`,
      `{'shape': (${'1,'.repeat(30_000)}`,
    ]) {
      expect(() => parseNpyHeader(header(filler.padEnd(60_000, ' '), { major: 2 }), 'x')).toThrow(FormatError)
    }
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it.each([
    [1, dictOf('(2, 3)')],
    [2, dictOf('(2, 3)')],
    [3, dictOf('(2, 3)')],
    [1, `{"shape": (2L, 3L), "fortran_order": False, "descr": "<f4"}`],
    [1, `  { 'fortran_order':False,'shape':(2,3),'descr':'<f4' }   `],
  ])('reads version %i: %s', (major, dict) => {
    const head = header(dict, { major })
    expect(parseNpyHeader(head, 'x')).toEqual({ dtype: 'float32', rows: 2, cols: 3, offset: head.length })
  })

  it('reads what formatNpyHeader writes', () => {
    const head = formatNpyHeader('float16', 123_456, 768)
    expect(head.length % 64).toBe(0)
    expect(parseNpyHeader(head, 'x')).toEqual({ dtype: 'float16', rows: 123_456, cols: 768, offset: head.length })
  })
})

describe('Matrix.from', () => {
  it('refuses other types, shapes and transferred buffers', () => {
    const from = (source: unknown) => () => Matrix.from(source as never)
    expect(from({ data: new Float64Array(6), rows: 2, cols: 3 })).toThrow(
      'Expected a Float32Array for `source.data` but received Float64Array of 48 bytes.',
    )
    expect(from({ data: [1, 2], rows: 1, cols: 2 })).toThrow('but received an array of 2.')
    expect(from({ data: new Float32Array(5), rows: 2, cols: 3 })).toThrow(ShapeError)
    expect(from({ data: new Float32Array(5), rows: 2, cols: 3 })).toThrow(
      'Expected 6 values for `source` of shape [2, 3] but received 5.',
    )
    expect(from({ data: new Float32Array(0), rows: 0, cols: 0 })).toThrow('`source.cols`')
    expect(from(undefined)).toThrow('but received undefined')
    const data = new Float32Array(6)
    structuredClone(data.buffer, { transfer: [data.buffer] })
    expect(from({ data, rows: 2, cols: 3 })).toThrow('buffer was transferred to another thread')
  })

  it('copies a small array and borrows a large one, which cannot be transferred any more', async () => {
    const small = new Float32Array(6).fill(1)
    const copy = Matrix.from({ data: small, rows: 2, cols: 3 })
    small.fill(2)
    expect([...copy.data]).toEqual([1, 1, 1, 1, 1, 1])

    const rows = 5000
    const large = new Float32Array(rows * 256).fill(1)
    const matrix = Matrix.from({ data: large, rows, cols: 256 })
    expect(matrix.data).toBe(large)
    await cosineRows(matrix, matrix)
    try {
      structuredClone(large.buffer, { transfer: [large.buffer] })
    } catch {
      // Newer versions of Node refuse loudly.
    }
    expect(large.length).toBe(rows * 256)
    if ('transfer' in large.buffer)
      expect(() => (large.buffer as unknown as { transfer(): void }).transfer()).toThrow('borrowed')
  })

  it('takes memory that threads share, and buffers that may be resized', async () => {
    const rng = seededRandom()
    const plain = nearDuplicates(rng, 2000, 600)
    const shared = new Float32Array(new SharedArrayBuffer(plain.data.byteLength))
    shared.set(plain.data)
    const Resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer
    const resizable = new Float32Array(new Resizable(plain.data.byteLength, { maxByteLength: plain.data.byteLength }))
    resizable.set(plain.data)
    const expected = await similarityJoin(plain, { minCosine: 0.9 })
    expect(await similarityJoin({ ...plain, data: shared }, { minCosine: 0.9 })).toEqual(expected)
    const running = similarityJoin({ ...plain, data: resizable }, { minCosine: 0.9 })
    ;(resizable.buffer as unknown as { resize(bytes: number): void }).resize(0) // its pages are gone: the call must have a copy
    expect(await running).toEqual(expected)
  })

  it('is done with after dispose', async () => {
    const matrix = Matrix.from(randomRows(seededRandom(), 3, 4))
    matrix.dispose()
    matrix.dispose()
    expect(() => matrix.data).toThrow(DisposedError)
    await expect(cosineRows(matrix, matrix)).rejects.toThrow(DisposedError)
  })
})

describe('a .npy file', () => {
  it('comes back as it was written, and NumPy reads it', async () => {
    const matrix = randomRows(seededRandom(), 300, 37)
    await Matrix.write(path('a.npy'), matrix)
    using read = await Matrix.open(path('a.npy'))
    expect([read.rows, read.cols, read.dtype, read.file]).toEqual([300, 37, 'float32', path('a.npy')])
    expect(read.data).toEqual(matrix.data)
    expect(read.slice(7, 9)).toEqual(matrix.data.slice(7 * 37, 9 * 37))
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
    const script = 'import numpy,sys; a=numpy.load(sys.argv[1]); print(a.dtype, a.shape, a[299,36].tobytes().hex())'
    let answer: string
    try {
      answer = execFileSync('/usr/bin/python3', ['-c', script, path('a.npy')], { encoding: 'utf8', stdio: 'pipe' })
    } catch {
      console.warn('Skipped: NumPy is not installed for /usr/bin/python3.')
      return
    }
    const last = Buffer.from(matrix.data.buffer, matrix.data.byteLength - 4).toString('hex')
    expect(answer.trim()).toBe(`float32 (300, 37) ${last}`)
  })

  it('of float16 is written and joined as it is', async () => {
    const half = { data: Uint16Array.of(0x3c00, 0, 0x3c00, 0x0001, 0xbc00, 0), rows: 3, cols: 2 }
    await Matrix.write(path('half.npy'), Matrix.from(half))
    using read = await Matrix.open(path('half.npy'))
    expect(read.dtype).toBe('float16')
    expect([...read.data]).toEqual([1, 0, 1, 2 ** -24, -1, 0])
    expect((await similarityJoin(read, { minCosine: 0.5 })).left).toEqual(Uint32Array.of(0))
  })

  it('joins as the array does, by path and opened', async () => {
    const matrix = nearDuplicates(seededRandom(), 150, 33)
    await Matrix.write(path('join.npy'), matrix)
    using opened = await Matrix.open(path('join.npy'))
    const expected = lawJoin(matrix, undefined, 0.7)
    expect(await similarityJoin(path('join.npy'), { minCosine: 0.7 })).toEqual(expected)
    expect(await similarityJoin(opened, { minCosine: 0.7 })).toEqual(expected)
    expect(await similarityJoin(opened, matrix, { minCosine: 0.7 })).toEqual(lawJoin(matrix, matrix, 0.7))
  })

  it('may have its numbers at odd addresses, or none', async () => {
    const matrix = randomRows(seededRandom(), 2, 3)
    const odd = [0, 1, 2, 3].map((spaces) => header(`${' '.repeat(spaces)}${dictOf('(2, 3)')}`))
    expect(new Set(odd.map((h) => h.length % 4)).size).toBe(4)
    for (const [i, h] of odd.entries()) {
      writeFileSync(path(`odd${i}.npy`), Buffer.concat([h, Buffer.from(matrix.data.buffer)]))
      using read = await Matrix.open(path(`odd${i}.npy`))
      expect(read.data).toEqual(matrix.data)
      expect(await cosineRows(read, matrix)).toEqual(Float64Array.of(1, 1))
    }
    await Matrix.write(path('none.npy'), { data: new Float32Array(0), rows: 0, cols: 5 })
    using none = await Matrix.open(path('none.npy'))
    expect((await similarityJoin(none, { minCosine: 0.5 })).left.length).toBe(0)
  })

  it('is refused when it is shorter or longer than it says, missing, a folder or a pipe', async () => {
    await Matrix.write(path('short.npy'), randomRows(seededRandom(), 10, 10))
    const whole = readFileSync(path('short.npy'))
    writeFileSync(path('short.npy'), whole.subarray(0, whole.length - 1))
    await expect(Matrix.open(path('short.npy'))).rejects.toThrow('[10, 10] float32 but received 527')
    await expect(Matrix.open(path('short.npy'))).rejects.toThrow('the file is truncated')
    writeFileSync(path('long.npy'), Buffer.concat([whole, Buffer.of(0)]))
    await expect(Matrix.open(path('long.npy'))).rejects.toMatchObject({ code: 'BAD_FORMAT', file: path('long.npy') })
    await expect(Matrix.open(path('absent.npy'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(Matrix.open(folder)).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
    execFileSync('mkfifo', [path('pipe.npy')])
    await expect(Matrix.open(path('pipe.npy'))).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
  })

  it('is one writer’s whole file when two write it at once', async () => {
    const [a, b] = [1, 2].map((value) => ({ data: new Float32Array(3 << 20).fill(value), rows: 3, cols: 1 << 20 }))
    await Promise.all([Matrix.write(path('both.npy'), a!), Matrix.write(path('both.npy'), b!)])
    using both = await Matrix.open(path('both.npy'))
    const { data } = both
    expect(data.every((value) => value === data[0])).toBe(true)
    expect(readdirSync(folder).filter((name) => name.startsWith('both.npy'))).toEqual(['both.npy'])
    await expect(Matrix.write(path('no/such/folder.npy'), a!)).rejects.toMatchObject({ code: 'IO' })
  })

  it('of random damage is read as what it says, or refused: nothing else', async () => {
    const rng = seededRandom()
    await Matrix.write(path('fuzz.npy'), randomRows(rng, 4, 4))
    const whole = readFileSync(path('fuzz.npy'))
    let opened = 0
    for (let round = 0; round < 1500; round++) {
      let bytes = Buffer.from(whole)
      const edits = rng.integer(1, 3)
      for (let e = 0; e < edits; e++) {
        const at = rng.integer(0, rng.uniform() < 0.9 ? 127 : bytes.length - 1)
        const kind = rng.integer(0, 4)
        if (kind === 0) bytes[at] = rng.integer(0, 255)
        else if (kind === 1) bytes[at] = "0123456789(),:'L {}".charCodeAt(rng.integer(0, 18))
        else if (kind === 2) bytes = bytes.subarray(0, Math.max(1, bytes.length - rng.integer(0, 150)))
        else if (kind === 3) bytes.copyWithin(at, rng.integer(0, bytes.length - 1))
        else bytes = Buffer.concat([bytes, Buffer.alloc(rng.integer(1, 40))])
      }
      writeFileSync(path('fuzz.npy'), bytes)
      try {
        using read = await Matrix.open(path('fuzz.npy'))
        expect(read.data.length).toBe(read.rows * read.cols)
        await similarityJoin(read, { minCosine: 0.5 })
        opened++
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(?:BAD_FORMAT|NON_FINITE)$/) })
      }
    }
    expect(opened).toBeGreaterThan(10)
  })

  it('cut short while open fails the call, not the process', async () => {
    await Matrix.write(path('cut.npy'), randomRows(seededRandom(), 3000, 64))
    using matrix = await Matrix.open(path('cut.npy'))
    truncateSync(path('cut.npy'), 5000)
    await expect(similarityJoin(matrix, { minCosine: 0.9 })).rejects.toMatchObject({
      code: 'IO',
      file: path('cut.npy'),
    })
    expect(() => matrix.data).toThrow('was cut short while it was read')
    // Others are not affected.
    using other = await Matrix.open(path('a.npy'))
    expect((await cosineRows(other, other))[0]).toBe(1)
  })
})
