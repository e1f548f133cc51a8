import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tarOf } from '../../ingest/units/archives.js'
import { madePaper } from '../../support/papers.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const BIN = fileURLToPath(new URL('../../../bin/figsift.cjs', import.meta.url))

test.each(['SIGINT', 'SIGKILL'] as const)('what two %s leave is removed by the next run', async (signal) => {
  const home = temporaryFolder()
  const scratch = temporaryFolder()
  const input = join(home, 'papers.tar')
  const paper = madePaper('latex', 60)
  writeFileSync(input, await tarOf([1, 2, 3].map((i) => ({ name: `p${i}/main.tex`, data: paper }))))
  const start = () => {
    const args = [BIN, 'ingest', input, '--from', 'latex', '--out', join(home, 'out.jsonl')]
    const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, TMPDIR: scratch } })
    return { child, ended: new Promise<number | null>((resolve) => child.on('close', resolve)) }
  }
  const unpacked = () => {
    try {
      return readdirSync(join(home, 'out.jsonl.figsift/unpacked'))
    } catch {
      return []
    }
  }
  const { child, ended } = start()
  while (unpacked().length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2))
  child.kill(signal)
  child.kill(signal)
  expect(await ended).not.toBe(0)
  expect(readdirSync(scratch)).toEqual([])
  expect(await start().ended).toBe(3)
  expect(readdirSync(home).sort()).toEqual(['out.jsonl', 'out.jsonl.manifest.json', 'papers.tar'])
  expect(readdirSync(scratch)).toEqual([])
})
