import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isTarHead, readTarHeader, tarFileHeader, tarPadding, withTarSize } from '../src/tarHeader.js'
import { isHeaderOf, isTarMember } from '../src/tarMember.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-tar-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('tar headers', () => {
  it.each(['v7', 'oldgnu', 'gnu', 'ustar', 'posix'])('reads what GNU tar writes as %s', (format) => {
    writeFileSync(join(folder, 'a.txt'), 'x'.repeat(1000))
    const tar = execFileSync('tar', ['-cf', '-', `--format=${format}`, '-C', folder, 'a.txt'])
    const head = tar.subarray(format === 'posix' ? 1024 : 0)
    expect(readTarHeader(head)).toEqual({ name: 'a.txt', size: 1000, type: '0' })
    expect(isTarHead(tar)).toBe(true)
  })

  it('writes headers that GNU tar takes, with names over both fields', () => {
    const name = `${'deep/'.repeat(30)}${'n'.repeat(90)}.json`
    const block = tarFileHeader(name, 3)!
    writeFileSync(join(folder, 'b.tar'), Buffer.concat([block, Buffer.from('{}\n'), Buffer.alloc(509 + 1024)]))
    const list = execFileSync('tar', ['-tvf', join(folder, 'b.tar'), '--utc', '--numeric-owner']).toString()
    expect(list.trim().split(/\s+/)).toEqual(['-rw-r--r--', '0/0', '3', '1970-01-01', '00:00', name])
    expect(readTarHeader(block)).toEqual({ name, size: 3, type: '0' })
  })

  it('has no header for a name that does not fit one block', () => {
    expect(tarFileHeader('n'.repeat(101), 1)).toBeUndefined()
    expect(tarFileHeader(`${'p'.repeat(156)}/${'n'.repeat(99)}`, 1)).toBeUndefined()
    expect(readTarHeader(tarFileHeader(`${'p'.repeat(155)}/${'n'.repeat(100)}`, 1)!)?.name).toHaveLength(256)
  })

  it('changes a size and nothing else', () => {
    const block = withTarSize(tarFileHeader('a.json', 7)!, 2 ** 33 - 1)
    expect(readTarHeader(block)).toEqual({ name: 'a.json', size: 2 ** 33 - 1, type: '0' })
    expect(withTarSize(block, 7)).toEqual(tarFileHeader('a.json', 7))
  })

  it('refuses a block with one byte changed, and blocks of zeros', () => {
    const block = tarFileHeader('a.json', 7)!
    block[0]!++
    expect(readTarHeader(block)).toBeUndefined()
    expect(readTarHeader(Buffer.alloc(512))).toBeUndefined()
    expect(isTarHead(Buffer.from('{"id":1}'))).toBe(false)
  })

  it('reads binary sizes, and refuses those that no number holds', () => {
    const sized = (bytes: number[]) => {
      const block = tarFileHeader('a', 0)!
      Buffer.from(bytes).copy(block, 124)
      let sum = 8 * 0x20
      for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i]!
      block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
      return readTarHeader(block)!.size
    }
    expect(sized([0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1])).toBe(2 ** 33 + 1)
    expect(sized([0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])).toBeUndefined()
    expect(sized([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])).toBeUndefined()
    expect(sized([...Buffer.from('0000000008 ')])).toBeUndefined()
  })

  it.each([
    [0, 0],
    [1, 511],
    [512, 0],
    [513, 511],
  ])('pads %i bytes by %i', (size, padding) => {
    expect(tarPadding(size)).toBe(padding)
  })
})

describe('members by their place', () => {
  const member = { archive: 'a.tar', offset: 512, length: 3, path: './x/a.png' }

  it('knows its header', () => {
    expect(isHeaderOf(tarFileHeader('x/a.png', 3)!, member)).toBe(true)
    expect(isHeaderOf(tarFileHeader('x/b.png', 3)!, member)).toBe(false)
    expect(isHeaderOf(tarFileHeader('x/a.png', 4)!, member)).toBe(false)
    expect(isHeaderOf(Buffer.alloc(512), member)).toBe(false)
  })

  it.each([
    { offset: -1 },
    { offset: 0.5 },
    { length: -3 },
    { length: '3' },
    { archive: 1 },
    { path: null },
  ])('is none with %o', (wrong) => {
    expect(isTarMember(member)).toBe(true)
    expect(isTarMember({ ...member, ...wrong })).toBe(false)
  })
})
