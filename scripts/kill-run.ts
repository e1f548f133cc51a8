// Kills real runs by a recipe with SIGKILL, lets them go on, and compares every byte with an undisturbed run.
//   npx tsx scripts/kill-run.ts [--kills 100] [--chain 4] [--seed N] [--steps all|N] [--faults all|N [--only WORD]]
//     [--recipe FILE] [--no-model]
// `--steps` kills at steps of what the process does to the disk instead of at random moments. `--faults` makes steps of the
// run's own file system fail instead, each twice: once the run goes on, once it does nothing more, as if it were killed;
// with `--only`, steps that have this word in their path.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rngOf } from '../test/support/random.js'
import { faultTrial, stepsOf } from './killRun/faultTrial.js'
import { filesOf, inFolder, type Kill, runOnce, trial } from './killRun/killRun.js'
import { madeRecipe } from './killRun/madeRecipe.js'
import { makePapers } from './killRun/makePapers.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    chain: { type: 'string', default: '4' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    steps: { type: 'string' },
    faults: { type: 'string' },
    only: { type: 'string', default: '' },
    'no-model': { type: 'boolean', default: false },
    recipe: { type: 'string' },
  },
})

await inFolder(async (home) => {
  let recipe = values.recipe && resolve(values.recipe)
  if (recipe === undefined) {
    recipe = join(home, 'made.yaml')
    // Every step is a trial: as many parts of each kind as there are cases.
    const size = values.faults === undefined ? { papers: 6, figuresPerPaper: 4 } : { papers: 3, figuresPerPaper: 3 }
    await makePapers(join(home, 'papers'), size)
    writeFileSync(recipe, madeRecipe(join(home, 'papers'), !values['no-model']))
  }
  const out = join(home, 'made.run')
  const counted = join(home, 'steps')
  const { ms, summary, stderr } = await runOnce(recipe, out, undefined, counted)
  if (summary === undefined) throw new Error(stderr)
  const expected = filesOf(out)
  const steps = Number(readFileSync(counted, 'utf8'))
  console.log(`undisturbed: ${Math.round(ms)} ms, ${steps} steps, ${expected.size} files; seed ${values.seed}`)

  let [trials, kills, bad] = [0, 0, 0]
  if (values.faults !== undefined) {
    const all = await stepsOf(recipe, out)
    const chosen = all.flatMap((step, i) => (step.includes(values.only) ? [i + 1] : []))
    const stride = strideOf(values.faults, chosen.length)
    for (const atStep of chosen.filter((_, i) => i % stride === 0)) {
      for (const dies of [false, true]) {
        const problems = await faultTrial(recipe, out, expected, { atStep, dies })
        trials++
        if (problems.length > 0) {
          bad++
          console.log(`step ${atStep}, ${all[atStep - 1]}${dies ? ' and death' : ''}: ${problems.join('; ')}`)
        } else if (trials % 50 === 0) console.log(`${trials} faults of ${2 * chosen.length}: ${bad} of them wrong`)
      }
    }
    const kinds = new Map<string, number>()
    for (const step of chosen.map((number) => all[number - 1]!))
      kinds.set(step.split(' ')[0]!, (kinds.get(step.split(' ')[0]!) ?? 0) + 1)
    console.log(`${[...kinds].map(([kind, count]) => `${count} x ${kind}`).join(', ')}`)
    console.log(`${trials} faults at ${Math.ceil(chosen.length / stride)} of ${all.length} steps, ${bad} of them wrong`)
    process.exitCode = bad === 0 ? 0 : 1
    return
  }
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
    for (let atStep = 1; atStep <= steps; atStep += strideOf(values.steps, steps)) await judge([{ atStep }])
  }
  console.log(`${kills} kills in ${trials} runs, ${bad} of them wrong`)
  process.exitCode = bad === 0 ? 0 : 1
})

/** So that `wanted` of so many steps are looked at. */
function strideOf(wanted: string, steps: number): number {
  return wanted === 'all' ? 1 : Math.max(1, Math.floor(steps / Number(wanted)))
}
