import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/dataset/annotate.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { testFolder } from '../dataset/support.js'

const folder = testFolder()
const ROWS = 20_000
const wide = Array.from({ length: ROWS }, (_, i) => `{"id":"r${i}","text":"${'x'.repeat(2000)}"}\n`).join('')

describe('hostile text', () => {
  it('bounds the length of a line, and says where it is', async () => {
    const path = await folder.write('long.jsonl', `{"id":1}\n{"id":"${'x'.repeat(1000)}"}\n`)
    const dataset = await openDataset(path, { maxLineBytes: 500 })
    await expect(dataset.scan()).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', line: 2 })
    await expect(openDataset(path, { maxLineBytes: 0 })).rejects.toMatchObject({ code: 'BAD_USAGE' })
    const csv = await folder.write('open.csv', `id,text\n1,"${'x\n'.repeat(1000)}`)
    await expect((await openDataset(csv, { maxLineBytes: 500 })).scan()).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      line: 2,
    })
  })

  it('refuses UTF-16', async () => {
    const path = await folder.write('utf16.jsonl', Buffer.from('\ufeff{"id":1}\n', 'utf16le'))
    await expect((await openDataset(path)).scan()).rejects.toThrow(/UTF-16/)
  })

  it('takes deep nesting and very many keys, one line each', async () => {
    const deep = `{"id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const keys = `{"score":1,${Array.from({ length: 30_000 }, (_, i) => `"k${i}":0`).join(',')},"error":2}`
    const path = await folder.write('deep.jsonl', `${deep}\n${keys}\n`)
    const dataset = await openDataset(path)
    const { keys: union, isKeyUnionComplete } = await dataset.scan()
    expect(isKeyUnionComplete).toBe(false)
    expect(union.length).toBeLessThanOrEqual(10_002)
    expect(union).toContain('error')
    await annotate(dataset, { sidecars: [], columns: [], out: folder.path('deep.out.jsonl') })
    expect((await readFile(folder.path('deep.out.jsonl'))).equals(await readFile(path))).toBe(true)
    await expect(annotate(dataset, { sidecars: [], columns: [], out: folder.path('deep.csv') })).rejects.toThrow(
      /10000/,
    )
  })

  it('keeps no more than a window of rows alive', async () => {
    setFlagsFromString('--expose_gc')
    const collect = runInNewContext('gc') as () => void
    const dataset = await openDataset(await folder.write('flat.jsonl', wide))
    await dataset.scan()
    let live = 0
    let most = 0
    const registry = new FinalizationRegistry(() => live--)
    for await (const row of dataset.rows()) {
      live++
      registry.register(row.fields, undefined)
      if (row.index % 5000 === 4999) {
        collect()
        await new Promise((resolve) => setTimeout(resolve, 20))
        most = Math.max(most, live)
      }
    }
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThan(1000)
  })

  it('lets timers tick while it scans and writes', async () => {
    const dataset = await openDataset(await folder.write('tick.jsonl', wide))
    let turns = 0
    let isDone = false
    const count = () => {
      turns++
      if (!isDone) setImmediate(count)
    }
    count()
    await dataset.scan()
    await annotate(dataset, { sidecars: [], columns: [], out: folder.path('tick.out.jsonl') })
    isDone = true
    // 40 MB in pieces of 256 KiB, read twice and written once.
    expect(turns).toBeGreaterThan(300)
  })
})

describe('a process killed while it writes', () => {
  it('leaves the old output, or none; the next run removes what it left', async () => {
    await folder.write('kill.jsonl', wide)
    const out = folder.path('kill.out.jsonl')
    const script = await folder.write(
      'kill.mts',
      `import { annotate } from ${JSON.stringify(join(import.meta.dirname, '../../src/dataset/annotate.ts'))}
       import { openDataset } from ${JSON.stringify(join(import.meta.dirname, '../../src/dataset/openDataset.ts'))}
       const dataset = await openDataset(${JSON.stringify(folder.path('kill.jsonl'))})
       const onProgress = ({ phase, done }) => { if (phase === 'write' && done > 10000) process.kill(process.pid, 'SIGKILL') }
       await annotate(dataset, { sidecars: [], columns: [], out: ${JSON.stringify(out)}, onProgress })`,
    )
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: 'inherit',
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    expect(existsSync(out)).toBe(false)
    const left = async () => (await readdir(dirname(out))).filter((name) => name.includes('kill.out'))
    expect(await left()).toHaveLength(1)
    const dataset = await openDataset(folder.path('kill.jsonl'))
    await annotate(dataset, { sidecars: [], columns: [], out })
    expect(await left()).toEqual(['kill.out.jsonl'])
    expect(execFileSync('cmp', [out, folder.path('kill.jsonl')]).toString()).toBe('')
  })
})
