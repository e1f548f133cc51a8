import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { OcrCache } from '../../src/score/ocrCache.js'

const folder = () => join(mkdtempSync(join(tmpdir(), 'figsift-cache-')), 'made', 'on demand')
const hash = (name: string) => createHash('sha256').update(name).digest('hex')

describe('OcrCache', () => {
  it('refuses a pipe in place of its file, at once', async () => {
    const at = mkdtempSync(join(tmpdir(), 'figsift-cache-'))
    execFileSync('mkfifo', [join(at, 'settings.jsonl')])
    await expect(OcrCache.open(at, 'settings')).rejects.toThrow('not a regular file')
  })

  it('gives back what was kept, in a later call, byte for byte', async () => {
    const at = folder()
    const texts = ['', 'plain', 'lines\n\nand "quotes" \\ \u2028 Ω 图 \u0000', 'x'.repeat(20_000)]
    const first = await OcrCache.open(at, 'key')
    for (const text of texts) await first.set(hash(text), text)
    await first.close()
    const second = await OcrCache.open(at, 'key')
    expect(second.size).toBe(texts.length)
    for (const text of texts) expect(await second.get(hash(text))).toBe(text)
    expect(await second.get(hash('another'))).toBeUndefined()
    await second.close()
  })

  it('keeps other settings apart, and the file to its owner', async () => {
    const at = folder()
    const one = await OcrCache.open(at, 'one')
    await one.set(hash('a'), 'text')
    await one.close()
    const two = await OcrCache.open(at, 'two')
    expect(await two.get(hash('a'))).toBeUndefined()
    await two.close()
    expect(statSync(one.path).mode & 0o077).toBe(0)
  })

  it('loses a torn line alone', async () => {
    const at = folder()
    const first = await OcrCache.open(at, 'key')
    await first.set(hash('a'), 'text a')
    await first.close()
    appendFileSync(first.path, `\n{"sha256":"${hash('torn')}","text":"hal`)
    const second = await OcrCache.open(at, 'key')
    await second.set(hash('b'), 'text b')
    await second.close()
    const third = await OcrCache.open(at, 'key')
    expect(await third.get(hash('torn'))).toBeUndefined()
    expect(await third.get(hash('a'))).toBe('text a')
    expect(await third.get(hash('b'))).toBe('text b')
    await third.close()
  })

  it('takes nothing from lines that are not ours', async () => {
    const at = folder()
    const made = await OcrCache.open(at, 'key')
    await made.close()
    const wrongHash = hash('x').slice(0, 40) + hash('y').slice(40)
    const lines = [
      'not json',
      `{"sha256":"${hash('no text')}"}`,
      `{"sha256":"${hash('number')}","text":7}`,
      `{"sha256":"${hash('broken')}","text":"a" "b"}`,
      `{"sha256":"${wrongHash}","text":"of another image"}`,
      `{"sha256":"${'0'.repeat(10)}","text":"short"}`,
      'z'.repeat(3 << 20),
      `{"sha256":"${hash('good')}","text":"good"}`,
    ]
    writeFileSync(made.path, `${lines.join('\n')}\n`)
    const cache = await OcrCache.open(at, 'key')
    for (const name of ['no text', 'number', 'broken', 'x']) expect(await cache.get(hash(name))).toBeUndefined()
    expect(await cache.get(hash('good'))).toBe('good')
    await cache.close()
  })

  it('is safe with other processes that write at the same time', async () => {
    const at = folder()
    const made = await OcrCache.open(at, 'key')
    await made.close()
    const script = `
      const { OcrCache } = await import(${JSON.stringify(new URL('../../src/score/ocrCache.ts', import.meta.url).href)})
      const cache = await OcrCache.open(${JSON.stringify(at)}, 'key')
      for (let i = 0; i < 300; i++) await cache.set(String(i).padStart(4, '0') + process.argv[1].repeat(60), 'w '.repeat(i * 7))
      await cache.close()`
    const run = (letter: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, letter])
    await Promise.all([run('a'), run('b')])
    const cache = await OcrCache.open(at, 'key')
    expect(cache.size).toBe(600)
    for (const letter of 'ab') {
      for (const i of [0, 150, 299]) {
        expect(await cache.get(String(i).padStart(4, '0') + letter.repeat(60))).toBe('w '.repeat(i * 7))
      }
    }
    await cache.close()
  })

  it('gives up writing, not reading, when the disk refuses', async () => {
    const at = folder()
    const made = await OcrCache.open(at, 'key')
    await made.set(hash('a'), 'text a')
    await made.close()
    const cache = await OcrCache.open(at, 'key')
    await cache.close()
    await cache.set(hash('b'), 'text b')
    expect(cache.writeError).toBeDefined()
    expect(existsSync(made.path)).toBe(true)
    expect(readFileSync(made.path, 'utf8')).not.toContain('text b')
  })
})
