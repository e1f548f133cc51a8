import { dirname, relative, resolve } from 'node:path'
import type { AnnotateResult } from '../dataset/annotate.js'
import type { Dataset } from '../dataset/dataset.js'
import type { Column } from '../dataset/names.js'
import { figsiftVersion } from '../version.js'
import { checkInputs, type FileSummary, type InputStamp, summarizeFiles } from './inputs.js'
import type { RunOptions } from './options.js'
import type { Output } from './partStore.js'
import { rejectedName } from './rejectedLines.js'
import type { ErrorCounts } from './rowErrors.js'
import type { RunFolder } from './runFolder.js'
import { libraryVersions } from './versions.js'
import { writeOutput } from './writeOutput.js'

/** An output still to be written: the dataset with `columns` added, of the rows that `keep` marks. */
export interface PlannedOutput {
  path: string
  sidecars: readonly string[]
  columns: readonly Column[]
  keep?: Uint8Array | undefined
}

export interface FinishedRun {
  command: string
  rows: number
  errors: ErrorCounts
  parameters: object
  /** Further facts for the manifest, such as the funnel. */
  facts?: object
  /** Further finished files, published before the outputs. */
  besides?: readonly Output[] | undefined
}

/**
 * Writes the outputs into the run folder, then gives all of them their names, the main one (the first) last.
 *
 * The manifest holds no times and no machine, so that two runs over the same input can be compared as files.
 */
export async function finishRun(
  run: RunFolder,
  dataset: Dataset,
  stamp: InputStamp,
  planned: readonly PlannedOutput[],
  options: RunOptions,
  { command, rows, errors, parameters, facts = {}, besides = [] }: FinishedRun,
): Promise<AnnotateResult[]> {
  const results: AnnotateResult[] = []
  const outputs: (Output & { rows: number })[] = []
  for (const { sidecars, ...plan } of planned) {
    const { result, files } = await writeOutput(run, dataset, { ...plan, sidecars: [sidecars] }, options)
    results.push(result)
    outputs.push(...files)
  }
  await checkInputs(run.files, stamp)
  const home = dirname(resolve(planned[0]!.path))
  const named = <T extends FileSummary>(summaries: T[]) =>
    summaries.map((summary) => ({ ...summary, file: nameFrom(home, resolve(summary.file)) }))
  const written = await summarizeFiles(
    run.files,
    outputs.map(({ temporary }) => temporary),
  )
  const rejected = await takeRejected(run, dataset, planned[0]!.path, results, options.force ?? false)
  const { badRows } = await dataset.scan()
  const more = besides.length === 0 ? {} : { besides: named(await summarizeBesides(run, besides)) }
  await run.publish([...rejected, ...besides, ...outputs.toReversed()], {
    tool: 'figsift',
    version: figsiftVersion,
    command,
    inputs: named(await summarizeFiles(run.files, [...stamp.keys()])),
    outputs: named(written.map((summary, i) => ({ ...summary, file: outputs[i]!.path, rows: outputs[i]!.rows }))),
    ...more,
    rows,
    errors: Object.fromEntries(Object.entries(errors).map(([code, { count }]) => [code, count])),
    parameters,
    ...(badRows === 0 ? {} : { badRows }),
    libraries: libraryVersions(),
    ...facts,
  })
  return results
}

async function summarizeBesides(run: RunFolder, besides: readonly Output[]): Promise<FileSummary[]> {
  const summaries = await summarizeFiles(
    run.files,
    besides.map(({ temporary }) => temporary),
  )
  return summaries.map((summary, i) => ({ ...summary, file: besides[i]!.path }))
}

/** Lines that are no rows are the same for every output: they are published once. */
async function takeRejected(
  run: RunFolder,
  dataset: Dataset,
  out: string,
  results: readonly AnnotateResult[],
  force: boolean,
): Promise<Output[]> {
  const [first, ...more] = results.map(({ rejected }) => rejected)
  for (const path of more) if (path !== undefined) await run.files.remove(path)
  const path = rejectedName(out, dataset)
  if (first !== undefined) return [{ temporary: first, path }]
  // What an earlier run set aside is no longer true.
  if (dataset.skipBadRows && force) await run.files.remove(path)
  return []
}

/** Relative to the manifest for what lies beside or below it, so that a folder can be moved with its manifests. */
function nameFrom(home: string, path: string): string {
  const name = relative(home, path)
  return name.startsWith('..') ? path : name
}
