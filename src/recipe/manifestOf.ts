import { createHash } from 'node:crypto'
import type { FileSummary } from '../run/inputs.js'
import type { RunManifest, RunStage } from '../run/recipe/manifest.js'
import { libraryVersions } from '../run/versions.js'
import { figsiftVersion } from '../version.js'
import type { RunContext, RunTable, StageOutcome } from './runContext.js'

/** What a run is after these stages. Holds no times and no machine, so that two runs can be compared as files. */
export function manifestOf(
  { recipe, folder }: RunContext,
  { dataset, scan }: RunTable,
  inputs: FileSummary[],
  outcomes: readonly StageOutcome[],
): RunManifest {
  const { format, files, root, limit } = dataset
  const groups = outcomes.flatMap(({ group }) => group ?? [])
  return {
    tool: 'figsift',
    version: figsiftVersion,
    name: recipe.name,
    recipe: {
      file: folder.nameOf(recipe.file),
      sha256: createHash('sha256').update(recipe.text).digest('hex'),
      text: recipe.text,
    },
    inputs,
    table: {
      format,
      files: files.map((file) => folder.nameOf(file)),
      imageRoot: folder.nameOf(root),
      rows: scan.rows,
      ...(limit === undefined ? {} : { limit }),
      ...(scan.badRows === 0 ? {} : { skipsBadRows: true as const }),
      sidecars: Object.fromEntries(
        groups.map((group) => [group.stage, group.files.map((file) => folder.nameOf(file))]),
      ),
    },
    stages: outcomes.map(({ record }) => stageOf(record)),
    libraries: libraryVersions(),
  }
}

/** Without what only the run itself remembers. */
function stageOf({ name, key, settings, rows, errors, outputs, facts }: RunStage): RunStage {
  return { name, key, settings, rows, errors, outputs, ...(facts === undefined ? {} : { facts }) }
}
