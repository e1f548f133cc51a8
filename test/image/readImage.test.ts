import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImage, statImage } from '../../src/image/readImage.js'

let base: string
let root: string
let png: Buffer

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'figsift-read-'))
  root = join(base, 'data')
  mkdirSync(join(root, 'images'), { recursive: true })
  mkdirSync(join(base, 'data-evil'))
  png = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  writeFileSync(join(root, 'images', 'a.png'), png)
  writeFileSync(join(base, 'outside.png'), png)
  writeFileSync(join(base, 'data-evil', 'b.png'), png)
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

const refusal = (source: string | Uint8Array, options = {}) =>
  readImage(source, { root, ...options }).then(
    () => expect.unreachable('was read'),
    (error) => error as { code: string; message: string; file?: string },
  )

describe('readImage: what is refused', () => {
  it('refuses a file that does not exist, naming it as the caller wrote it', async () => {
    const error = await refusal('images/none.png')
    expect(error.code).toBe('FILE_NOT_FOUND')
    expect(error.message).toBe('Expected a readable image but "images/none.png" does not exist.')
    expect(error.file).toBe('images/none.png')
  })

  it.each([
    ['../outside.png'],
    ['images/../../outside.png'],
    ['../data-evil/b.png'],
    ['/etc/hostname'],
  ])('refuses %s: it lies outside', async (source) => {
    const error = await refusal(source)
    expect(error.code).toBe('PATH_OUTSIDE_DATASET')
    expect(error.message).toContain('allowOutside')
    expect(error.message).not.toContain(base)
  })

  it('refuses a link that leads out of the folder, and a file below a linked folder', async () => {
    symlinkSync(join(base, 'outside.png'), join(root, 'leak.png'))
    symlinkSync(base, join(root, 'up'))
    expect((await refusal('leak.png')).code).toBe('PATH_OUTSIDE_DATASET')
    expect((await refusal('up/outside.png')).code).toBe('PATH_OUTSIDE_DATASET')
    expect((await readImage('leak.png', { root, allowOutside: true })).format).toBe('png')
  })

  it('refuses folders, pipes, sockets and devices at once', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.png')])
    symlinkSync('pipe.png', join(root, 'pipe-link.png'))
    const server = createServer().listen(join(root, 'socket.png'))
    await new Promise((resolve) => server.once('listening', resolve))
    const started = performance.now()
    for (const [name, what] of [
      ['images', 'a folder'],
      ['pipe.png', 'a named pipe'],
      ['pipe-link.png', 'a named pipe'],
      ['socket.png', 'a socket'],
    ] as const) {
      const error = await refusal(name)
      expect([error.code, error.message]).toEqual(['NOT_A_REGULAR_FILE', expect.stringContaining(what)])
    }
    for (const device of ['/dev/zero', '/dev/null', '/dev/tty', '/proc/self/fd/0']) {
      expect([
        'NOT_A_REGULAR_FILE',
        'FILE_NOT_FOUND',
        'FILE_NOT_READABLE',
        'IMAGE_CORRUPT',
        'UNSUPPORTED_FORMAT',
      ]).toContain((await refusal(device, { allowOutside: true })).code)
    }
    expect((await refusal('/dev/zero', { allowOutside: true })).code).toBe('NOT_A_REGULAR_FILE')
    expect(performance.now() - started).toBeLessThan(2000)
    server.close()
  })

  it.each([
    ['http://example.org/a.png', 'never fetched'],
    ['file:///etc/passwd', 'never fetched'],
    ['data:image/png;base64,AAAA', 'never fetched'],
    ['a\0.png', 'zero byte'],
  ])('refuses %j', async (source, reason) => {
    const error = await refusal(source)
    expect([error.code, error.message]).toEqual(['FILE_NOT_FOUND', expect.stringContaining(reason)])
  })

  it('refuses over-long names, links to themselves and an empty path', async () => {
    symlinkSync('loop.png', join(root, 'loop.png'))
    expect((await refusal('x'.repeat(5000))).code).toBe('FILE_NOT_FOUND')
    expect((await refusal('x'.repeat(5000))).message.length).toBeLessThan(400)
    expect((await refusal('loop.png')).code).toBe('FILE_NOT_FOUND')
    expect((await refusal('images/a.png/b.png')).code).toBe('FILE_NOT_FOUND')
    expect((await refusal('')).code).toBe('IMAGE_MISSING')
  })

  // The superuser reads everything, so there the question cannot be asked.
  it.skipIf(process.getuid?.() === 0)('refuses a file without permission', async () => {
    writeFileSync(join(root, 'secret.png'), png, { mode: 0o000 })
    expect((await refusal('secret.png')).code).toBe('FILE_NOT_READABLE')
  })

  it('refuses empty files and files above the limit, with both numbers', async () => {
    writeFileSync(join(root, 'empty.png'), '')
    expect((await refusal('empty.png')).code).toBe('IMAGE_CORRUPT')
    expect((await refusal(new Uint8Array(0))).code).toBe('IMAGE_CORRUPT')
    const error = await refusal('images/a.png', { maxBytes: png.length - 1 })
    expect(error.code).toBe('FILE_TOO_LARGE')
    expect(error.message).toContain(`at most ${png.length - 1} bytes`)
    expect(error.message).toContain(`has ${png.length}`)
    expect((await refusal(png, { maxBytes: 10 })).code).toBe('FILE_TOO_LARGE')
  })

  it('never reads a sparse file of a terabyte', async () => {
    writeFileSync(join(root, 'sparse.png'), png)
    truncateSync(join(root, 'sparse.png'), 2 ** 40)
    expect((await refusal('sparse.png')).code).toBe('FILE_TOO_LARGE')
  })

  it.each([
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n', 'Git LFS pointer', 'git lfs pull'],
    ['<!DOCTYPE html><html>404</html>', 'web page', 'again'],
    ['\n\n  <HTML><body>', 'web page', 'again'],
    ['%!PS-Adobe-3.0 EPSF-3.0\n', 'EPS', 'Render it'],
    ['%PDF-1.7\n', 'PDF', 'Render it'],
    ['BM\0\0\0\0', 'BMP', 'Convert it'],
    ['\0\0\x01\0\x01\0', 'ICO', 'Convert it'],
    ['\0\0\0\x0cjP  \r\n\x87\n', 'JPEG 2000', 'Convert it'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'HEIC', 'Convert it'],
    ['\x1f\x8b\x08\0', 'gzip', 'Decompress'],
    ['PK\x03\x04', 'ZIP', 'Unpack'],
    ['<?xml version="1.0"?><article/>', 'XML document', 'Convert it'],
    ['\xff\xfe<\0s\0v\0g\0', 'UTF-16', 'UTF-8'],
    ['\0'.repeat(100), 'only zero bytes', 'again'],
    ['hello', '68 65 6c 6c 6f', 'Convert it'],
    ['\x89PNG', '89 50 4e 47', 'Convert it'],
  ])('says what %j really is', async (content, what, remedy) => {
    writeFileSync(join(root, 'foreign.png'), content, 'latin1')
    for (const source of ['foreign.png', Buffer.from(content, 'latin1')]) {
      const error = await refusal(source)
      expect(error.code).toBe('UNSUPPORTED_FORMAT')
      expect(error.message).toContain(what)
      expect(error.message).toContain(remedy)
    }
  })

  it('fails with IO, not with a wrong picture, when the file changes while it is read', async () => {
    const path = join(root, 'changing.png')
    const body = Buffer.concat([png, Buffer.alloc(24 << 20)])
    const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    // The change may also come before the first byte is read, or after the last.
    const whole = [body, Buffer.concat([body, Buffer.from('x')]), body.subarray(0, 3 << 20)].map(hashOf)
    const outcomes = new Set<string>()
    for (const change of [() => appendFileSync(path, 'x'), () => truncateSync(path, 3 << 20)]) {
      for (let delay = 0; delay < 12; delay++) {
        writeFileSync(path, body)
        utimesSync(path, 1, 1)
        const reading = readImage(path, { root }).then(
          (file) => file.sha256,
          (error) => (error as { code: string }).code,
        )
        setTimeout(change, delay)
        const outcome = await reading
        outcomes.add(whole.includes(outcome) ? 'whole' : outcome)
        await new Promise((resolve) => setTimeout(resolve, 15))
      }
    }
    expect([...outcomes].filter((outcome) => outcome !== 'whole')).toEqual(['IO'])
  })

  it('refuses what is neither a path nor bytes', async () => {
    for (const source of [undefined, null, 7, {}, []]) {
      expect((await refusal(source as unknown as string)).code).toBe('BAD_USAGE')
    }
  })

  it('stops when the signal fires', async () => {
    expect((await refusal('images/a.png', { signal: AbortSignal.abort() })).code).toBe('CANCELLED')
  })
})

describe('readImage: what is read', () => {
  it('reads a path and bytes alike', async () => {
    const hash = createHash('sha256').update(png).digest('hex')
    const file = await readImage('images/a.png', { root })
    expect(file).toEqual({
      bytes: png,
      sha256: hash,
      format: 'png',
      path: join(root, 'images/a.png'),
      name: 'images/a.png',
    })
    expect(await readImage(png)).toEqual({ bytes: png, sha256: hash, format: 'png' })
    expect((await readImage(new Uint8Array(png))).sha256).toBe(hash)
  })

  it('reads absolute paths inside, links that stay inside, and odd names', async () => {
    symlinkSync('images/a.png', join(root, 'inside.png'))
    writeFileSync(join(root, 'sp ace é \n.png'), png)
    for (const source of [join(root, 'images/a.png'), 'inside.png', './images/../images/a.png', 'sp ace é \n.png']) {
      expect((await readImage(source, { root })).format).toBe('png')
    }
  })

  it('reads below a root that is itself a link', async () => {
    symlinkSync(root, join(base, 'linked'))
    expect((await readImage('images/a.png', { root: join(base, 'linked') })).path).toBe(join(root, 'images/a.png'))
  })

  it('tells the format by the bytes, not by the name', async () => {
    writeFileSync(join(root, 'really-png.jpg'), png)
    expect((await readImage('really-png.jpg', { root })).format).toBe('png')
  })

  it('hashes large bytes in slices, copies small ones and borrows large ones', async () => {
    const large = Buffer.alloc(48 << 20)
    png.copy(large)
    const file = await readImage(large)
    expect(file.sha256).toBe(createHash('sha256').update(large).digest('hex'))
    expect(file.bytes.buffer).toBe(large.buffer)
    // Node 20 leaves what is untransferable where it is, Node 21 throws.
    try {
      structuredClone(0, { transfer: [large.buffer] })
    } catch {}
    expect(large.length).toBe(48 << 20)
    // `transfer` of Node 21 does not look at the mark.
    const { transfer } = large.buffer as { transfer?: () => unknown }
    if (transfer !== undefined) expect(() => transfer.call(large.buffer)).toThrow('figsift has borrowed')
    const small = new Uint8Array(png)
    const copy = await readImage(small)
    small.fill(0)
    expect(copy.bytes).toEqual(png)
  })

  it('copies large bytes that may be resized or are shared between threads', async () => {
    const size = 5 << 20
    const Resizable = ArrayBuffer as unknown as new (
      length: number,
      options: object,
    ) => ArrayBuffer & { resize(n: number): void }
    const resizable = new Resizable(size, { maxByteLength: 2 * size })
    const shared = new SharedArrayBuffer(size)
    for (const buffer of [resizable, shared]) {
      const view = new Uint8Array(buffer)
      view.set(png)
      const reading = readImage(view)
      const file = await reading
      if (buffer === resizable) resizable.resize(0)
      else view.fill(0)
      expect(file.bytes.length).toBe(size)
      expect(file.bytes.subarray(0, png.length).equals(png)).toBe(true)
    }
  })
})

describe('statImage', () => {
  it('gives the real path, size and time of change', async () => {
    utimesSync(join(root, 'images/a.png'), 5, 5)
    expect(await statImage('images/a.png', { root })).toEqual({
      path: join(root, 'images/a.png'),
      size: png.length,
      mtimeMs: 5000,
    })
    await expect(statImage('../outside.png', { root })).rejects.toMatchObject({ code: 'PATH_OUTSIDE_DATASET' })
    await expect(statImage('images', { root })).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
  })
})
