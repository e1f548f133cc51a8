import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImage, statImage } from '../../src/image/readImage.js'
import { tarFileHeader, tarPadding } from '../../src/tarHeader.js'

let base: string
let png: Buffer
const member = () => ({ archive: 'a.tar', offset: 512, length: png.length, path: 'a.png' })

const archiveOf = (name: string, bytes: Buffer): Buffer =>
  Buffer.concat([tarFileHeader(name, bytes.length)!, bytes, Buffer.alloc(tarPadding(bytes.length) + 1024)])

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'figsift-member-'))
  png = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  writeFileSync(join(base, 'a.tar'), archiveOf('a.png', png))
  writeFileSync(join(base, 'text.tar'), archiveOf('a.png', Buffer.alloc(png.length, 'no image ')))
  symlinkSync('/etc/hostname', join(base, 'link.tar'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const codeOf = (source: Parameters<typeof readImage>[0], options = {}) =>
  readImage(source, { root: base, ...options }).then(
    () => 'was read',
    (error) => error.code as string,
  )

describe('readImage of a member of an archive', () => {
  it('reads its bytes, and not those around it', async () => {
    const file = await readImage(member(), { root: base })
    expect(file.bytes.equals(png)).toBe(true)
    expect(file).toMatchObject({ format: 'png', name: 'a.png' })
    expect(file.path).toBeUndefined()
  })

  it('is stamped by its archive', async () => {
    const own = await statImage(member(), { root: base })
    expect(own).toEqual(await statImage('a.tar', { root: base }))
  })

  it.each([
    ['FILE_NOT_FOUND', { archive: 'none.tar' }],
    ['FILE_NOT_FOUND', { offset: 1024 }],
    ['FILE_NOT_FOUND', { path: 'b.png' }],
    ['FILE_NOT_FOUND', { offset: 2 ** 50 }],
    ['FILE_NOT_FOUND', { length: 2 ** 40 }],
    ['PATH_OUTSIDE_DATASET', { archive: '../../etc/hostname' }],
    ['PATH_OUTSIDE_DATASET', { archive: 'link.tar' }],
    ['UNSUPPORTED_FORMAT', { archive: 'text.tar' }],
  ])('refuses with %s what is at another place: %o', async (code, wrong) => {
    expect(await codeOf({ ...member(), ...wrong })).toBe(code)
  })

  it('is held to the size limit', async () => {
    expect(await codeOf(member(), { maxBytes: png.length - 1 })).toBe('FILE_TOO_LARGE')
    expect(await codeOf(member(), { maxBytes: png.length })).toBe('was read')
  })
})
