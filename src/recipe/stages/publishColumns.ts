import { basename, join } from 'node:path'
import type { Output } from '../../run/partStore.js'
import type { RecipeFolder } from '../recipeFolder.js'

/** Side-cars that a stage made in one go, and the names that they get among the parts of the run. */
export function columnOutputs(folder: RecipeFolder, stage: string, sidecars: readonly string[]): Output[] {
  return sidecars.map((temporary) => ({ temporary, path: join(folder.partsFolder(stage), basename(temporary)) }))
}

/** The parts of a stage among its outputs, by absolute path and in row order. */
export function columnFiles(
  folder: RecipeFolder,
  stage: string,
  { outputs }: { outputs: readonly { file: string }[] },
): string[] {
  return outputs.filter(({ file }) => file.startsWith(`parts/${stage}/`)).map(({ file }) => folder.at(file))
}
