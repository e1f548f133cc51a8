import { describe, expect, it } from 'vitest'
import { checkInside, shown, withReason } from '../../src/image/confinedPath.js'

describe('withReason', () => {
  // What the system refuses to everyone cannot be staged in every test environment: the superuser may read anything.
  it.each([
    ['EACCES', 'FILE_NOT_READABLE', 'permissions'],
    ['EPERM', 'FILE_NOT_READABLE', 'permissions'],
    ['ENOENT', 'FILE_NOT_FOUND', 'does not exist'],
    ['ENOMEM', 'OUT_OF_MEMORY', 'memory'],
    ['EIO', 'IO', 'EIO'],
    ['EMFILE', 'IO', 'EMFILE'],
    ['ESTALE', 'IO', 'ESTALE'],
  ])('%s becomes %s', async (system, code, words) => {
    const cause = Object.assign(new Error('refused'), { code: system })
    const failing = withReason('a.png', () => Promise.reject(cause))
    await expect(failing).rejects.toMatchObject({ code, cause, file: 'a.png', message: expect.stringContaining(words) })
  })
})

describe('checkInside', () => {
  it('compares whole names of folders', () => {
    expect(() => checkInside('/data/a.png', '/data', 'a.png')).not.toThrow()
    expect(() => checkInside('/a.png', '/', 'a.png')).not.toThrow()
    for (const path of ['/data-evil/a.png', '/dat', '/data', '/']) {
      expect(() => checkInside(path, '/data', 'a.png')).toThrow(/leads out/)
    }
  })
})

describe('shown', () => {
  it('bounds a name and escapes what moves a cursor', () => {
    expect(shown('a\u001b[2Jb.png')).toBe('"a\\u001b[2Jb.png"')
    expect(shown('a\u009b2J\u202egnp')).toBe('"a\\u009b2J\\u202egnp"')
    expect(shown('x'.repeat(9999)).length).toBeLessThan(210)
  })
})
