import { writeReport } from '../../report/writeReport.js'
import type { RunManifest, RunStage } from '../../run/recipe/manifest.js'
import { figsiftVersion } from '../../version.js'
import { type RunContext, type StageOutcome, stageKey, sumsOf, tell } from '../runContext.js'

const VERSION = 1
export const REPORT = 'report.html'

/** Writes the report on a run whose other stages are done; their manifest is what it is made from. */
export async function reportRun({ folder, recipe, options }: RunContext, manifest: RunManifest): Promise<StageOutcome> {
  const settings = { ...recipe.report, version: figsiftVersion }
  const { rows } = manifest.table
  const reads = manifest.stages.flatMap(({ key, outputs }: RunStage) => [key, ...sumsOf(outputs)])
  const key = stageKey('report', VERSION, settings, [...sumsOf(manifest.inputs), ...reads])
  const kept = await folder.findKept('report', key)
  const outcome = { rowsKept: 0, rowsComputed: kept === undefined ? rows : 0, errors: {}, notes: [] }
  if (kept !== undefined) return { ...outcome, record: kept, isKept: true }
  const path = folder.at(REPORT)
  await folder.begin('report', [path])
  await folder.writeManifest(manifest)
  const { threads, allowOutside, signal, onProgress } = options
  const temporary = folder.temporaryFor(path)
  tell(onProgress, 'report')
  const asked = { ...recipe.report, threads, allowOutside, signal, onProgress }
  await folder.files.fill(temporary, (out) => writeReport({ ...asked, input: folder.folder, out, force: true }))
  const record = await folder.publish({ name: 'report', key, settings, rows, errors: {} }, [{ temporary, path }])
  return { ...outcome, record, isKept: false }
}
