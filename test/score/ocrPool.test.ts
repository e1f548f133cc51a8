import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CancelledError, DisposedError } from '../../src/errors.js'
import { OcrPool, type OcrPoolOptions } from '../../src/score/ocrPool.js'

const enginePath = fileURLToPath(new URL('./support/fakeEngine.cjs', import.meta.url))

function fakePool(options: Partial<OcrPoolOptions> = {}, dataFolder = startLog()): OcrPool {
  const peers = { enginePath, dataFolder, engineVersion: '7.0.0', coreVersion: '7', dataVersion: '1' }
  return new OcrPool({ peers, threads: 1, ...options })
}

/** The engine writes a line here whenever it starts. */
function startLog(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'figsift-pool-')), 'starts.log')
  writeFileSync(path, '')
  return path
}

const starts = (log: string) => readFileSync(log, 'utf8').split('start').length - 1
const picture = (wish: string) => Buffer.from(wish)

describe('OcrPool', () => {
  it('says so when the engine cannot start, to all who wait', async () => {
    await using pool = fakePool({}, 'broken data')
    const both = await Promise.allSettled([pool.recognize([picture('one')]), pool.recognize([picture('two')])])
    for (const outcome of both) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'PEER_NOT_INSTALLED' } })
    }
    await expect(pool.recognize([picture('three')])).rejects.toThrow('the language data cannot be read')
  })

  it('gives a picture that the engine refuses an error, and its neighbours their text', async () => {
    await using pool = fakePool()
    const [one, two, three] = ['one', 'refuse', 'three'].map((wish) => pool.recognize([picture(wish)]))
    await expect(two).rejects.toMatchObject({
      code: 'OCR_FAILED',
      message: expect.stringContaining('attempting to read'),
    })
    expect(await one).toBe('read one')
    expect(await three).toBe('read three')
  })

  it.each(['die always', 'throw later', 'exit'])('survives a picture that ends the engine (%s)', async (wish) => {
    await using pool = fakePool({ threads: 2 })
    const neighbours = ['one', 'two', 'three'].map((w) => pool.recognize([picture(w)]))
    await expect(pool.recognize([picture(wish)])).rejects.toMatchObject({ code: 'OCR_FAILED' })
    expect(await Promise.all(neighbours)).toEqual(['read one', 'read two', 'read three'])
    expect(await pool.recognize([picture('after')])).toBe('read after')
  })

  it('gives the text of the pictures of one image together', async () => {
    await using pool = fakePool()
    expect(await pool.recognize([picture('up'), picture('side')])).toBe('read up\nread side')
  })

  it('tries a picture again when its worker died', async () => {
    const log = startLog()
    await using pool = fakePool({}, log)
    expect(await pool.recognize([picture('die once')])).toBe('read die once')
    expect(starts(log)).toBe(2)
  })

  it('ends a reading that takes too long, and goes on', async () => {
    await using pool = fakePool({ timeoutMs: 100 })
    const [slow, next] = [pool.recognize([picture('loop')]), pool.recognize([picture('next')])]
    await expect(slow).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(await next).toBe('read next')
  })

  it('replaces a worker after its share of pictures', async () => {
    const log = startLog()
    await using pool = fakePool({ recycleAfter: 2 }, log)
    for (let i = 0; i < 5; i++) expect(await pool.recognize([picture(`${i}`)])).toBe(`read ${i}`)
    expect(starts(log)).toBe(3)
  })

  it('starts no more workers than there are threads or pictures', async () => {
    await using pool = fakePool({ threads: 3 })
    expect(pool.workers).toBe(0)
    await pool.recognize([picture('one')])
    expect(pool.workers).toBe(1)
    await Promise.all(Array.from({ length: 8 }, (_, i) => pool.recognize([picture(`slow ${i}`)])))
    expect(pool.workers).toBe(3)
  })

  it('refuses what waits and what runs when it is cancelled', async () => {
    const controller = new AbortController()
    await using pool = fakePool({ signal: controller.signal })
    const running = pool.recognize([picture('loop')])
    const waiting = pool.recognize([picture('waiting')])
    running.catch(() => {})
    await sleep(300)
    controller.abort('enough')
    await expect(running).rejects.toBeInstanceOf(CancelledError)
    await expect(waiting).rejects.toBeInstanceOf(CancelledError)
    await expect(pool.recognize([picture('later')])).rejects.toBeInstanceOf(CancelledError)
  })

  it('starts nothing for a signal that has fired', async () => {
    await using pool = fakePool({ signal: AbortSignal.abort() })
    await expect(pool.recognize([picture('one')])).rejects.toBeInstanceOf(CancelledError)
    expect(pool.workers).toBe(0)
  })

  it('does not keep a process alive that forgot to dispose it, and says nothing on its streams', async () => {
    const script = `
      const { OcrPool } = await import(${JSON.stringify(new URL('../../src/score/ocrPool.ts', import.meta.url).href)})
      const { requireOcrPeers } = await import(${JSON.stringify(new URL('../../src/score/ocrPeers.ts', import.meta.url).href)})
      const picture = Buffer.from('P5\\n40 40\\n255\\n' + 'x'.repeat(1600), 'latin1')
      const text = await new OcrPool({ peers: requireOcrPeers(), threads: 1 }).recognize([picture])
      console.log(typeof text)`
    const node = promisify(execFile)
    const args = ['--import', 'tsx', '--input-type=module', '-e', script]
    expect(await node(process.execPath, args, { timeout: 50_000 })).toEqual({ stdout: 'string\n', stderr: '' })
  })

  it('can be disposed in the middle of a reading, twice, and is then of no use', async () => {
    const pool = fakePool()
    const running = pool.recognize([picture('loop')])
    running.catch(() => {})
    await sleep(300)
    await Promise.all([pool.dispose(), pool.dispose()])
    await pool.dispose()
    expect(pool.workers).toBe(0)
    await expect(running).rejects.toBeInstanceOf(DisposedError)
    await expect(pool.recognize([picture('later')])).rejects.toBeInstanceOf(DisposedError)
  })
})
