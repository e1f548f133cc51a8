import { basename, resolve } from 'node:path'
import type { FileSummary } from '../../run/inputs.js'
import { locateTable, type RunManifest, readRun } from '../../run/recipe/manifest.js'
import type { NamedFile, Provenance } from '../reportData.js'
import { isRecord, namedVersions } from './commandManifest.js'
import { openFiles } from './openFiles.js'
import { readFunnel } from './readFunnel.js'
import type { OpenInputOptions, ReportInput } from './reportInput.js'
import { sourceOf } from './sourceOf.js'

/** Opens the folder of a finished run: its rows with the columns that its stages put beside them. */
export async function openRunInput(
  folder: string,
  { limit, imageRoot, signal }: OpenInputOptions,
): Promise<ReportInput> {
  const manifest = await readRun(folder)
  const table = locateTable(folder, manifest)
  const dataset = await openFiles(table.files, {
    root: imageRoot ?? table.imageRoot,
    isRebased: false,
    limit: limit === undefined ? table.limit : Math.min(limit, table.limit ?? limit),
    skipBadRows: table.skipsBadRows ?? false,
    signal,
  })
  const sidecars = table.sidecars.filter((files) => files.length > 0)
  const filter = manifest.stages.find(({ name }) => name === 'filter')
  return {
    name: manifest.name,
    source: sourceOf(dataset, sidecars),
    dataset,
    isRebased: false,
    hasRowNumbers: true,
    funnel: readFunnel(isRecord(filter?.facts) ? filter.facts.funnel : undefined),
    provenance: provenance(folder, manifest),
    dispose: () => dataset.dispose(),
  }
}

function provenance(folder: string, manifest: RunManifest): Provenance {
  const steps = manifest.stages.map(({ name, settings, outputs }, i) => ({
    name,
    version: manifest.version,
    settings: JSON.stringify(settings, null, 2),
    inputs: i === 0 ? manifest.inputs.map(named) : [],
    outputs: outputs.map(named),
  }))
  const { recipe, libraries } = manifest
  return { input: basename(resolve(folder)), recipe, steps, libraries: namedVersions(libraries), notes: [] }
}

const named = ({ file, bytes, sha256 }: FileSummary): NamedFile => ({ file, bytes, sha256, rows: null })
