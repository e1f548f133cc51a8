import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { fixtureModel } from '../support/models.js'
import { makeFigures, writeRows } from './support/figures.js'
import { partsRecorded } from './support/partsRecorded.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const BIN = fileURLToPath(new URL('../../bin/figsift.cjs', import.meta.url))
const PICTURES = 10
const ROWS = 400
const PART_ROWS = 20
let input: string

beforeAll(async () => {
  await makeFigures(home, PICTURES)
  const row = (i: number) => ({ id: `k${i}`, image: `images/f${i % PICTURES}.png`, caption: `Row ${i}` })
  input = await writeRows(
    home,
    Array.from({ length: ROWS }, (_, i) => row(i)),
  )
})

interface Ended {
  wasKilled: boolean
  stdout: string
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The real command in a process of its own; with `newParts`, killed a random moment after it recorded that many. */
async function run(command: string, out: string, newParts?: number): Promise<Ended> {
  const args = [command.split(' ')[0]!, input, '--out', out, '--part-rows', String(PART_ROWS), '--json']
  if (command === 'score') args.push('--signals', 'image')
  if (command === MODEL) args.push('--model', fixtureModel('clip-split'))
  const enough = partsRecorded(out) + (newParts ?? Number.POSITIVE_INFINITY)
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.on('data', (text) => {
    stdout += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (_, signal) => resolve({ wasKilled: signal === 'SIGKILL', stdout }))
  })
  while (child.exitCode === null && partsRecorded(out) < enough) await sleep(2)
  await sleep(Math.random() * 30)
  if (newParts !== undefined) child.kill('SIGKILL')
  return ended
}

/** Its last digits depend on the batch, and so on where a run takes up again. */
const MODEL = 'score with a model'

test.each(['score', MODEL, 'dedup'])('%s, killed twice, ends with the bytes of an undisturbed run', async (command) => {
  const undisturbed = join(home, `${command.replaceAll(' ', '-')}-undisturbed.jsonl`)
  await run(command, undisturbed)

  const out = join(home, `${command.replaceAll(' ', '-')}-killed.jsonl`)
  for (const newParts of [0, 5]) {
    expect(await run(command, out, newParts)).toMatchObject({ wasKilled: true })
  }
  const recorded = partsRecorded(out)
  expect(recorded).toBeGreaterThanOrEqual(5)
  const { rowsKept, rowsComputed } = JSON.parse((await run(command, out)).stdout)
  expect(rowsKept).toBe(recorded * PART_ROWS)
  expect(rowsKept + rowsComputed).toBe(ROWS)
  expect(readFileSync(out)).toEqual(readFileSync(undisturbed))
})
