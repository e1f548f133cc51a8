import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { faultTrial } from '../../scripts/killRun/faultTrial.js'
import { faultyDisk } from '../../scripts/killRun/faultyDisk.js'
import { filesOf } from '../../scripts/killRun/killRun.js'
import { runRecipe } from '../../src/recipe/runRecipe.js'
import { readRun } from '../../src/run/recipe/manifest.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'

const home = temporaryFolder()
const [recipe, out, before] = [join(home, 'shards.yaml'), join(home, 'shards.run'), join(home, 'before.run')]
const lines = Array.from({ length: 20 }, (_, i) => `{"id":"r${i}","width":${i}}`)
const recipeOf = (least: number, shardRows: number) =>
  `input: rows.jsonl\nfilter: { where: width >= ${least} }\nwrite: { shard_rows: ${shardRows} }\n`
const shardsIn = (folder: string) => readdirSync(folder).filter((name) => /^(kept|dropped)-\d/.test(name))

beforeAll(async () => {
  writeFileSync(join(home, 'rows.jsonl'), `${lines.join('\n')}\n`)
  writeFileSync(recipe, recipeOf(4, 8))
  await runRecipe({ recipe, out })
  cpSync(out, before, { recursive: true })
})

test('kept and dropped rows are cut into shards, each with its sum in the manifest', async () => {
  const { stages } = await readRun(before)
  const { outputs, facts } = stages.find(({ name }) => name === 'write')!
  const names = [0, 1].map((i) => `kept-0000${i}-of-00002.jsonl`)
  expect(outputs.map(({ file }) => file)).toEqual([...names, 'dropped-00000-of-00001.jsonl'])
  for (const { file, bytes, sha256 } of outputs) {
    const written = readFileSync(join(before, file))
    expect([bytes, sha256]).toEqual([written.length, createHash('sha256').update(written).digest('hex')])
  }
  expect(facts).toEqual({ kept: 16, dropped: 4 })
  expect(names.map((name) => readFileSync(join(before, name), 'utf8')).join('')).toBe(`${lines.slice(4).join('\n')}\n`)
})

// From 6 on there are as many shards as before, with other rows in them; from 12 on there are fewer.
test.each([6, 12])('from width %i on: a death between two renames never leaves shards of two runs', async (least) => {
  const old = filesOf(before)
  writeFileSync(recipe, recipeOf(least, 8))
  rmSync(out, { recursive: true })
  await runRecipe({ recipe, out })
  const [expected, whole] = [filesOf(out), shardsIn(out)]
  const begin = () => {
    rmSync(out, { recursive: true })
    cpSync(before, out, { recursive: true })
  }
  begin()
  const { files, steps } = faultyDisk()
  await runRecipe({ recipe, out, files })
  const look = () => {
    const from = shardsIn(out).map((name) => {
      const bytes = readFileSync(join(out, name))
      return [old, expected].findIndex((run) => run.get(name)?.equals(bytes))
    })
    const isWhole = [shardsIn(before), whole].some((names) => names.join() === shardsIn(out).join())
    const isTold = isWhole || !readdirSync(out).includes('run.json')
    return new Set(from).size <= 1 && !from.includes(-1) && isTold ? [] : [`shards of runs ${from}`]
  }
  const chosen = steps.flatMap((step, i) => (/^(rename|remove) .*\/(kept|dropped)-/.test(step) ? [i + 1] : []))
  expect(chosen.length).toBeGreaterThan(5)
  for (const atStep of chosen) {
    const problems = await faultTrial(recipe, out, expected, { atStep, dies: true }, begin, look)
    expect(problems, steps[atStep - 1]).toEqual([])
  }
})
