import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FigsiftError } from '../../src/errors.js'
import { runRecipe } from '../../src/recipe/runRecipe.js'
import { type Fault, faultyDisk } from './faultyDisk.js'
import { differences, doneTwice, filesOf, recordedIn } from './killRun.js'

/** Larger than any process id. */
const NOBODY = 2 ** 30

/** What a run by a recipe does to the disk when nothing disturbs it. */
export async function stepsOf(recipe: string, out: string): Promise<string[]> {
  rmSync(out, { recursive: true, force: true })
  const { files, steps } = faultyDisk()
  await runRecipe({ recipe, out, files })
  return steps
}

/**
 * Lets one step of a run fail, then runs it again. Returns what is wrong.
 *
 * @param expected files of the undisturbed run in the same place
 * @param begin puts there what the run begins with; nothing by default
 * @param look at what the fault left
 */
export async function faultTrial(
  recipe: string,
  out: string,
  expected: ReadonlyMap<string, Buffer>,
  fault: Fault,
  begin: () => void = () => rmSync(out, { recursive: true, force: true }),
  look: () => string[] = () => [],
): Promise<string[]> {
  begin()
  const problems: string[] = []
  const { files, steps } = faultyDisk(fault)
  try {
    await runRecipe({ recipe, out, files })
  } catch (error) {
    const isClear = error instanceof FigsiftError && error.code !== 'INTERNAL'
    if (!isClear && !fault.dies) problems.push(`the fault came through as ${error}`)
  }
  // A lock that cannot be removed is held until the process ends.
  if (fault.dies || steps[fault.atStep - 1]?.endsWith('/lock')) forgetOwner(out)
  problems.push(...look())
  const recorded = existsSync(out) ? recordedIn(out) : { rows: {}, stages: [] }
  try {
    const summary = await runRecipe({ recipe, out })
    return [...problems, ...doneTwice(recorded, summary), ...differences(expected, filesOf(out))]
  } catch (error) {
    return [...problems, `the last run ended with ${error}`]
  }
}

/** A process that only pretends to be dead holds its locks; a dead one does not. */
function forgetOwner(out: string): void {
  if (!existsSync(out)) return
  for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    if (basename(name) !== 'lock') continue
    const lock = readFileSync(join(out, name), 'utf8')
    writeFileSync(join(out, name), lock.replace(/"pid":\d+/, `"pid":${NOBODY}`))
  }
}
