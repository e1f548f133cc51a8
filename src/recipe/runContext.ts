import { createHash } from 'node:crypto'
import type { Progress } from '../concurrency.js'
import type { Column } from '../dataset/names.js'
import type { FileSummary } from '../run/inputs.js'
import type { Opened } from '../run/opened.js'
import type { Table } from '../run/openTable.js'
import type { RunOptions } from '../run/options.js'
import type { RunStage, StageName } from '../run/recipe/manifest.js'
import type { ErrorCounts } from '../run/rowErrors.js'
import { libraryVersions } from '../run/versions.js'
import type { Recipe } from './recipe.js'
import type { RecipeFolder } from './recipeFolder.js'

/** What every stage of a run is given. */
export interface RunContext {
  readonly recipe: Recipe
  readonly folder: RecipeFolder
  readonly open: Opened
  /** Options of the commands, as far as the whole run has them. */
  readonly options: RunOptions & { onNotice?: ((text: string) => void) | undefined }
}

/** The rows that all stages but `ingest` work on. */
export interface RunTable extends Table {
  /** The input files as the manifest names them. */
  inputs: FileSummary[]
}

/** Columns beside the input's that a stage made. */
export interface ColumnGroup {
  stage: StageName
  /** Parquet parts in row order. */
  files: readonly string[]
  columns: readonly Column[]
}

export interface StageOutcome {
  record: RunStage
  /** Everything was there already, and nothing was computed. */
  isKept: boolean
  /** Rows whose part an earlier call had finished, and rows computed now, where a stage goes by rows. */
  rowsKept: number
  rowsComputed: number
  errors: ErrorCounts
  /** What the user should read. */
  notes: readonly string[]
  group?: ColumnGroup
}

/** Rows with errors by code, as the manifest has them. */
export const errorTotals = (errors: ErrorCounts): Record<string, number> =>
  Object.fromEntries(Object.entries(errors).map(([code, { count }]) => [code, count]))

/**
 * What a stage depends on, as one sum: no times and no paths of this machine, so that it is the same everywhere.
 *
 * @param reads sums of the content of all that the stage reads
 */
export function stageKey(name: StageName, version: number, settings: object, reads: readonly string[]): string {
  const parts = [name, version, settings, libraryVersions(), reads]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

export const sumsOf = (files: readonly FileSummary[]): string[] => files.map(({ sha256 }) => sha256)

/** Sums of files that the run reads; one that has the size and time of an earlier call is not read again. */
export async function inputSums(folder: RecipeFolder, paths: readonly string[]): Promise<FileSummary[]> {
  const sums: FileSummary[] = []
  for (const path of paths) {
    const found = await folder.files.stat(path)
    const stamp = `${found?.size} ${found?.mtimeMs}`
    const name = folder.nameOf(path)
    const known = folder.ledger.sumOf(name, stamp)
    const [sum] = known === undefined ? await folder.summarize([path]) : [known]
    if (known === undefined) await folder.ledger.rememberSum(name, stamp, sum!)
    sums.push(sum!)
  }
  return sums
}

/** For stages that tell what they do before any number is known. */
export const tell = (onProgress: ((progress: Progress) => void) | undefined, phase: string): void =>
  onProgress?.({ phase, done: 0, total: undefined })
