import { isAbsolute, join, resolve } from 'node:path'
import type { DatasetFormat } from '../../dataset/fileKind.js'
import { FigsiftError, FormatError } from '../../errors.js'
import { describe } from '../../validate.js'
import { disk } from '../fileSystem.js'
import type { FileSummary } from '../inputs.js'

/** What a recipe can ask for, in the order in which it is done. */
export const STAGE_NAMES = ['ingest', 'score', 'swaps', 'dedup', 'filter', 'write', 'report'] as const
export type StageName = (typeof STAGE_NAMES)[number]

/** What one stage of a run did. */
export interface RunStage {
  name: StageName
  /** sha256 of all that the stage depends on: its settings, versions, and the content of what it reads. */
  key: string
  settings: object
  rows: number
  /** Rows with errors, by code. */
  errors: Record<string, number>
  /** Files that the stage wrote, named from the run's folder. */
  outputs: FileSummary[]
  /** Counts, the funnel and the like. */
  facts?: object
}

/** The rows of a run: the input, and beside it columns in the same order. */
export interface RunTable {
  format: DatasetFormat
  /** Input files in row order; named from the run's folder, as is all of a table. */
  files: string[]
  /** Folder that image paths are relative to. */
  imageRoot: string
  rows: number
  /** Only the first rows of the files count. */
  limit?: number
  /** Lines that are no rows were left out: only our own reader counts the others as they were counted. */
  skipsBadRows?: true
  /** Parquet parts in row order by stage; columns of a later stage hide those of an earlier one and of the input. */
  sidecars: Record<string, string[]>
}

/** `run.json`: what is in a run's folder and how it came to be. No times and no machine, so that two runs can be compared. */
export interface RunManifest {
  tool: 'figsift'
  version: string
  name: string
  /** The recipe as it was run. */
  recipe: { file: string; sha256: string; text: string }
  inputs: FileSummary[]
  table: RunTable
  /** In the order in which they were done. */
  stages: RunStage[]
  libraries: Record<string, string>
}

export const MANIFEST_NAME = 'run.json'

/** The funnel of thousands of rules with groups stays well below it. */
const MAX_BYTES = 2 ** 26

/**
 * Reads the manifest of a finished run.
 *
 * @param folder the run's folder, or its `run.json`
 * @throws FigsiftError FILE_NOT_FOUND where no run was finished, FILE_TOO_LARGE; FormatError for what is no manifest
 */
export async function readRun(folder: string): Promise<RunManifest> {
  const file = manifestAt(folder)
  const found = await disk.stat(file)
  if (!found?.isFile) throw missing(folder, file)
  if (found.size > MAX_BYTES) {
    throw new FigsiftError(
      'FILE_TOO_LARGE',
      `Expected at most ${MAX_BYTES} bytes in ${describe(file)} but it has more.`,
      {
        file,
      },
    )
  }
  const text = (await disk.read(file)) ?? ''
  const wrong = problemOf(parsed(text))
  if (wrong === undefined) return JSON.parse(text) as RunManifest
  throw new FormatError(`Expected the manifest of a run in ${describe(file)} but ${wrong}.`, { file })
}

/** The rows of a run as they are read, by absolute paths; groups of side-cars in the order in which they count. */
export interface LocatedTable extends Omit<RunTable, 'sidecars'> {
  sidecars: string[][]
}

/** Where the rows of a run lie. */
export function locateTable(folder: string, { table }: RunManifest): LocatedTable {
  const home = resolve(folder.endsWith(MANIFEST_NAME) ? join(folder, '..') : folder)
  const at = (path: string) => resolve(home, path)
  return {
    ...table,
    files: table.files.map(at),
    imageRoot: at(table.imageRoot),
    sidecars: Object.values(table.sidecars).map((files) => files.map(at)),
  }
}

const manifestAt = (folder: string): string =>
  resolve(folder.endsWith(MANIFEST_NAME) ? folder : join(folder, MANIFEST_NAME))

function missing(folder: string, file: string): FigsiftError {
  return new FigsiftError(
    'FILE_NOT_FOUND',
    `Expected the folder of a finished run but there is no ${MANIFEST_NAME} in ${describe(folder)}. ` +
      'Run its recipe to the end first: figsift run RECIPE',
    { file },
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.every(is)
const isSummary = (value: unknown): value is FileSummary =>
  isRecord(value) && isText(value.file) && isText(value.sha256) && typeof value.bytes === 'number'
const isStage = (value: unknown): value is RunStage =>
  isRecord(value) &&
  STAGE_NAMES.includes(value.name as StageName) &&
  isText(value.key) &&
  isRecord(value.settings) &&
  isRecord(value.errors) &&
  Number.isInteger(value.rows) &&
  isListOf(value.outputs, isSummary)
/** Side-cars are ours: a manifest from elsewhere does not make us read other files for them. */
const isInside = (path: unknown): path is string => isText(path) && !isAbsolute(path) && !path.split('/').includes('..')

function problemOf(manifest: unknown): string | undefined {
  if (!isRecord(manifest) || manifest.tool !== 'figsift') return 'it is none of ours'
  const { version, name, recipe, inputs, table, stages, libraries } = manifest
  if (!isText(version) || !isText(name) || !isRecord(libraries)) return 'it lacks a version, a name or libraries'
  if (!isRecord(recipe) || !isText(recipe.file) || !isText(recipe.text)) return 'it lacks its recipe'
  if (!isListOf(inputs, isSummary)) return 'its `inputs` are no files'
  if (!isListOf(stages, isStage)) return 'its `stages` are not as figsift writes them'
  if (!isRecord(table) || !isListOf(table.files, isText) || !isText(table.imageRoot)) return 'it lacks its `table`'
  if (!['jsonl', 'csv', 'parquet', 'tar'].includes(String(table.format)) || !Number.isInteger(table.rows)) {
    return 'its `table` has no format or no rows'
  }
  const groups = isRecord(table.sidecars) ? Object.values(table.sidecars) : undefined
  return groups?.every((files) => isListOf(files, isInside)) ? undefined : 'its `sidecars` lie outside the run'
}
