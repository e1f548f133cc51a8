import type { Progress } from '../concurrency.js'
import { checkOutput } from '../dataset/annotate.js'
import { MAX_THREADS } from '../device.js'
import { chooseRules } from '../filter/chooseRules.js'
import type { Funnel } from '../filter/types.js'
import { disk, type FileSystem } from '../run/fileSystem.js'
import { DROPPED_COLUMNS } from '../run/filter.js'
import { checkInputs, stampInputs } from '../run/inputs.js'
import { Opened } from '../run/opened.js'
import { openTable } from '../run/openTable.js'
import type { RunSummary } from '../run/options.js'
import { MANIFEST_NAME, type StageName } from '../run/recipe/manifest.js'
import { countErrors } from '../run/rowErrors.js'
import { planScore, type ScorePlan } from '../run/scores/planScore.js'
import { SWAPS_COLUMNS } from '../run/swaps/findSwapRows.js'
import { checkBoolean, checkFunction, checkInteger, checkKeys, checkSignal, checkString } from '../validate.js'
import { checkLacking, lackingColumns } from './lackingColumns.js'
import { manifestOf } from './manifestOf.js'
import { readRecipe } from './readRecipe.js'
import { RecipeFolder } from './recipeFolder.js'
import { inputSums, type RunContext, type RunTable, type StageOutcome } from './runContext.js'
import { dedupColumns, dedupTable } from './stages/dedupTable.js'
import { filterTable } from './stages/filterTable.js'
import { FIGURES, ingestPapers } from './stages/ingestPapers.js'
import { REPORT, reportRun } from './stages/reportRun.js'
import { scoreTable } from './stages/scoreTable.js'
import { swapsTable } from './stages/swapsTable.js'
import { plannedWrite, writeTable } from './stages/writeTable.js'

export interface RunRecipeOptions {
  /** Path of the recipe. */
  recipe: string
  /** Folder of the run, instead of the one that the recipe names. */
  out?: string | undefined
  /** Only the first rows, instead of what the recipe says. */
  limit?: number | undefined
  /** Worker threads; all cores by default. */
  threads?: number | undefined
  /** Compares images by content instead of size and time when finished parts are checked. */
  verify?: boolean | undefined
  /** Does everything anew, also in the folder of another recipe. */
  force?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Is told what the user should know at once. */
  onNotice?: ((text: string) => void) | undefined
  /** Is told of every stage as it ends. */
  onStage?: ((stage: StageSummary) => void) | undefined
  /** The disk, for tests. */
  files?: FileSystem | undefined
}

const OPTION_NAMES = [
  'recipe',
  'out',
  'limit',
  'threads',
  'verify',
  'force',
  'signal',
  'onProgress',
  'onNotice',
  'onStage',
  'files',
] as const

export interface StageSummary {
  name: StageName
  /** Everything was there from an earlier call, and still true. */
  isKept: boolean
  rows: number
  /** Rows whose part an earlier call had finished, and rows computed now. */
  rowsKept: number
  rowsComputed: number
  rowsWithErrors: number
}

export interface RecipeSummary extends RunSummary {
  name: string
  /** The run's folder. */
  folder: string
  stages: StageSummary[]
  /** Dropped rows, by path or as a pattern of shards; undefined where none are written. */
  dropped: string | undefined
  funnel: Funnel | undefined
  report: string | undefined
}

/**
 * Does what a recipe says: ingest, score, swaps, dedup, filter, write and report, in one folder that stays.
 *
 * Stop it anywhere and call it again: what is finished is kept, and the bytes are those of an undisturbed run. A change
 * in the recipe redoes what depends on it, and nothing else.
 *
 * @throws FigsiftError BAD_FORMAT for the recipe, with `file` and `line`; OUTPUT_EXISTS, RUN_LOCKED, COLUMN_EXISTS,
 *   BAD_PREDICATE, TOO_MANY_ERRORS, CANCELLED, IO and what the stages throw
 */
export async function runRecipe(options: RunRecipeOptions): Promise<RecipeSummary> {
  checkOptions(options)
  const { limit, threads, verify, force = false, signal, onProgress, onNotice, files = disk } = options
  const recipe = await readRecipe(options.recipe, { limit, out: options.out })
  const rules = recipe.filter && (await chooseRules(recipe.filter))
  const lacking = rules === undefined ? [] : await lackingColumns(recipe, rules, signal)
  if (recipe.ingest !== undefined) checkLacking(lacking, [])
  await using open = new Opened()
  const folder = open.addRun(await RecipeFolder.open({ folder: recipe.out, name: recipe.name, force, files }))
  const shared = { threads, verify, signal, onProgress, onNotice, files }
  const names = { input: recipe.input ?? folder.at(FIGURES), out: folder.at('kept.jsonl') }
  const ctx: RunContext = { recipe, folder, open, options: { ...recipe.table, ...shared, ...names } }
  const outcomes: StageOutcome[] = []
  const done = <T extends StageOutcome>(outcome: T): T => {
    outcomes.push(outcome)
    options.onStage?.(summaryOf(outcome))
    return outcome
  }

  const ingested = recipe.ingest && done(await ingestPapers(ctx))
  // Ingest has taken the first rows already; its own images lie where it says.
  const opened = ingested ? { ...ctx.options, limit: undefined, imageRoot: ingested.imageRoot } : ctx.options
  const { dataset, scan } = await openTable(open, opened)
  checkLacking(lacking, scan.keys)
  const stamp = await stampInputs(files, dataset.files)
  const table: RunTable = { dataset, scan, inputs: await inputSums(folder, dataset.files) }
  const plan = recipe.score && (await planScore(scan.rows, { ...ctx.options, ...recipe.score }))
  await checkColumns(ctx, table, plan)
  for (const note of plan?.notes ?? []) onNotice?.(note)

  if (plan !== undefined) done(await scoreTable(ctx, table, plan))
  if (recipe.swaps !== undefined) done(await swapsTable(ctx, table))
  if (recipe.dedup !== undefined) done(await dedupTable(ctx, table))
  const groups = () => outcomes.flatMap(({ group }) => group ?? [])
  const reads = () => outcomes.flatMap(({ record }) => record.outputs)
  await checkInputs(files, stamp)
  const filtered = rules && done(await filterTable(ctx, table, groups(), rules, reads()))
  const written = recipe.write && done(await writeTable(ctx, table, recipe.write, groups(), filtered?.keep, reads()))
  await checkInputs(files, stamp)

  const inputs = ingested ? [ingested.input] : table.inputs
  const manifest = () => manifestOf(ctx, table, inputs, outcomes)
  const report = recipe.report && done(await reportRun(ctx, manifest()))
  await folder.writeManifest(manifest())
  await folder.finish(outcomes.map(({ record }) => record.name))
  const sets = outcomes.map(({ errors }) => errors).filter((errors) => countErrors(errors) > 0)
  return {
    command: 'run',
    name: recipe.name,
    folder: folder.folder,
    output: written?.kept ?? folder.folder,
    manifest: folder.at(MANIFEST_NAME),
    imageRoot: dataset.root,
    rows: scan.rows,
    rowsWritten: written?.rowsWritten ?? 0,
    rowsKept: 0,
    rowsComputed: outcomes.every(({ isKept }) => isKept) ? 0 : scan.rows,
    badRows: scan.badRows,
    rejected: written?.rejected,
    // A row that fails in one stage mostly fails in the next for the same reason: it is told once, by the first that has
    // examples at hand.
    errors: sets.find((errors) => Object.values(errors).some(({ first }) => first.length > 0)) ?? sets[0] ?? {},
    notes: outcomes.flatMap(({ notes }) => notes),
    stages: outcomes.map(summaryOf),
    dropped: written?.dropped,
    funnel: filtered?.funnel,
    report: report && folder.at(REPORT),
  }
}

const summaryOf = ({ record, isKept, rowsKept, rowsComputed, errors }: StageOutcome): StageSummary => ({
  name: record.name,
  isKept,
  rows: record.rows,
  rowsKept,
  rowsComputed,
  rowsWithErrors: countErrors(errors),
})

/** Found out now rather than after hours: a column of ours that the input has, and keys that an output cannot hold. */
async function checkColumns(ctx: RunContext, { dataset, scan }: RunTable, plan: ScorePlan | undefined): Promise<void> {
  const { recipe, folder } = ctx
  const { kept, dropped } = plannedWrite(ctx, recipe.write ?? {}, dataset.format)
  const { replaceColumns } = ctx.options
  const columns = [
    ...(plan?.columns ?? []),
    ...(recipe.swaps === undefined ? [] : SWAPS_COLUMNS),
    ...(recipe.dedup === undefined ? [] : dedupColumns(ctx, { dataset, scan })),
  ]
  await checkOutput(dataset, scan, { out: folder.at(kept), columns, replaceColumns })
  if (dropped === undefined) return
  const all = [...columns, ...DROPPED_COLUMNS]
  await checkOutput(dataset, scan, { out: folder.at(dropped), columns: all, replaceColumns })
}

function checkOptions(options: RunRecipeOptions): void {
  checkKeys('options', options, OPTION_NAMES)
  const { recipe, out, limit, threads, verify, force, signal, onProgress, onNotice, onStage } = options
  checkString('recipe', recipe)
  if (out !== undefined) checkString('out', out)
  if (limit !== undefined) checkInteger('limit', limit, 1, 2 ** 31 - 1)
  if (threads !== undefined) checkInteger('threads', threads, 1, MAX_THREADS)
  for (const [name, flag] of Object.entries({ verify, force })) if (flag !== undefined) checkBoolean(name, flag)
  checkSignal(signal)
  for (const [name, call] of Object.entries({ onProgress, onNotice, onStage })) checkFunction(name, call)
}
