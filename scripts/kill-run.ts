// Kills real runs by a recipe with SIGKILL, lets them go on, and compares every byte with an undisturbed run.
//   npx tsx scripts/kill-run.ts [--kills 100] [--chain 4] [--seed N] [--steps all|N] [--recipe FILE]
// `--steps` kills at steps of what the process does to the disk instead of at random moments.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rngOf } from '../test/support/random.js'
import { filesOf, inFolder, type Kill, runOnce, trial } from './killRun/killRun.js'
import { madeRecipe } from './killRun/madeRecipe.js'
import { makePapers } from './killRun/makePapers.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    chain: { type: 'string', default: '4' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    steps: { type: 'string' },
    recipe: { type: 'string' },
  },
})

await inFolder(async (home) => {
  let recipe = values.recipe && resolve(values.recipe)
  if (recipe === undefined) {
    recipe = join(home, 'made.yaml')
    await makePapers(join(home, 'papers'), { papers: 6, figuresPerPaper: 4 })
    writeFileSync(recipe, madeRecipe(join(home, 'papers')))
  }
  const out = join(home, 'made.run')
  const counted = join(home, 'steps')
  const { ms, summary, stderr } = await runOnce(recipe, out, undefined, counted)
  if (summary === undefined) throw new Error(stderr)
  const expected = filesOf(out)
  const steps = Number(readFileSync(counted, 'utf8'))
  console.log(`undisturbed: ${Math.round(ms)} ms, ${steps} steps, ${expected.size} files; seed ${values.seed}`)

  let [trials, kills, bad] = [0, 0, 0]
  const judge = async (some: readonly Kill[]) => {
    const problems = await trial(recipe, out, expected, some)
    trials++
    kills += some.length
    if (problems.length > 0) bad++
    const what = some.map((kill) => ('atStep' in kill ? `step ${kill.atStep}` : `${Math.round(kill.afterMs)} ms`))
    if (problems.length > 0 || trials % 10 === 0) {
      console.log(`${kills} kills (${what.join(', ')}): ${problems.join('; ') || 'all the same'}`)
    }
  }
  if (values.steps === undefined) {
    const random = rngOf(Number(values.seed))
    while (kills < Number(values.kills)) {
      const left = Math.min(Number(values.chain), Number(values.kills) - kills)
      await judge(Array.from({ length: left }, () => ({ afterMs: random.uniform() * ms })))
    }
  } else {
    const stride = values.steps === 'all' ? 1 : Math.max(1, Math.floor(steps / Number(values.steps)))
    for (let atStep = 1; atStep <= steps; atStep += stride) await judge([{ atStep }])
  }
  console.log(`${kills} kills in ${trials} runs, ${bad} of them wrong`)
  process.exitCode = bad === 0 ? 0 : 1
})
