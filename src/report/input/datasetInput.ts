import { stat } from 'node:fs/promises'
import { basename, dirname, relative } from 'node:path'
import type { Dataset } from '../../dataset/dataset.js'
import { fileKind } from '../../dataset/fileKind.js'
import { openDataset } from '../../dataset/openDataset.js'
import type { Provenance, Step } from '../reportData.js'
import { type CommandManifest, type ManifestFile, readCommandManifest } from './commandManifest.js'
import { openFiles } from './openFiles.js'
import { readFunnel } from './readFunnel.js'
import type { OpenInputOptions, ReportInput } from './reportInput.js'
import { sourceOf } from './sourceOf.js'

/** Commands are followed back to what they read, no further than this. */
const MAX_STEPS = 20

/**
 * Opens a dataset file, a folder or a glob. Of the kept rows of a filter the dropped ones, where they were written too,
 * belong to the report: without them it could not show what the rules did.
 */
export async function openDatasetInput(input: string, options: OpenInputOptions): Promise<ReportInput> {
  const { imageRoot, limit, signal } = options
  let dataset = await openDataset(input, { imageRoot, limit, signal })
  try {
    const manifest = dataset.files.length === 1 ? await readCommandManifest(dataset.files[0]!) : undefined
    const notes: string[] = []
    const dropped = await droppedFile(dataset, manifest, notes)
    const isJoined = dropped !== undefined && limit === undefined
    if (isJoined) dataset = await withDropped(dataset, dropped, options)
    return {
      name: dataset.name,
      source: sourceOf(dataset),
      dataset,
      isRebased: imageRoot === undefined,
      hasRowNumbers: !isJoined,
      funnel: readFunnel(manifest?.funnel),
      provenance: await provenance(input, dataset, manifest, notes),
      dispose: () => dataset.dispose(),
    }
  } catch (error) {
    dataset.dispose()
    throw error
  }
}

async function withDropped(
  dataset: Dataset,
  dropped: string,
  { imageRoot, signal }: OpenInputOptions,
): Promise<Dataset> {
  const { files, root, name } = dataset
  dataset.dispose()
  const both = await openFiles([...files, dropped], { root, isRebased: imageRoot === undefined, signal })
  return Object.assign(both, { name: `${name} and ${fileKind(dropped).stem}` })
}

/** The other output of the filter, if it is the one that the manifest speaks of. */
async function droppedFile(
  dataset: Dataset,
  manifest: CommandManifest | undefined,
  notes: string[],
): Promise<string | undefined> {
  const [kept, dropped] = manifest?.command === 'filter' ? manifest.outputs : []
  if (kept === undefined || dropped === undefined) return undefined
  const isSame = async ({ path, bytes }: ManifestFile) =>
    path !== undefined && (await stat(path).catch(() => undefined))?.size === bytes
  if (kept.path === dataset.files[0] && (await isSame(kept)) && (await isSame(dropped))) return dropped.path
  notes.push(`The rows that the filter dropped are not shown: ${dropped.file} is not where it was, or has changed.`)
  return undefined
}

async function provenance(
  input: string,
  dataset: Dataset,
  manifest: CommandManifest | undefined,
  notes: string[],
): Promise<Provenance> {
  const steps: Step[] = []
  let [current, libraries] = [manifest, manifest?.libraries ?? []]
  const seen = new Set<string>()
  while (current !== undefined && steps.length < MAX_STEPS) {
    const { command, version, parameters, inputs, outputs } = current
    steps.unshift({
      name: command,
      version,
      settings: JSON.stringify(parameters, null, 2),
      inputs: inputs.map(named),
      outputs: outputs.map(named),
    })
    libraries = current.libraries.length > 0 ? libraries : []
    const before = inputs.find(({ path }) => path !== undefined && !seen.has(path))?.path
    if (before === undefined) break
    seen.add(before)
    current = await readCommandManifest(before)
  }
  if (manifest === undefined) {
    const [sizes] = [await Promise.all(dataset.files.slice(0, 1000).map(sizeOf(dirname(dataset.files[0]!))))]
    steps.push({ name: 'input', version: '', settings: '{}', inputs: sizes, outputs: [] })
    notes.push('No manifest lies beside the input, so how it was made is not known.')
  }
  return { input: basename(input), recipe: null, steps, libraries, notes }
}

const named = ({ file, bytes, sha256, rows }: ManifestFile) => ({ file, bytes, sha256, rows })

const sizeOf = (home: string) => async (path: string) => {
  const found = await stat(path).catch(() => undefined)
  return { file: relative(home, path), bytes: found?.size ?? null, sha256: null, rows: null }
}
