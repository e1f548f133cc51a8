import type { JoinExplanation } from '../binding.js'
import { checkOutput } from '../dataset/annotate.js'
import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { formatExplanation } from '../dedup/joinExplanation.js'
import type { CallOptions } from '../dedup/operands.js'
import { checkMinCosine } from '../dedup/similarityJoin.js'
import { ArgumentError, ShapeError } from '../errors.js'
import type { Matrix } from '../matrix.js'
import { checkBoolean, checkInteger, checkKeys, checkOneOf, checkString, throwIfAborted } from '../validate.js'
import { describeFailure } from './describeFailure.js'
import { describeEstimate } from './duplicates/describeEstimate.js'
import { describeRows } from './duplicates/describeRows.js'
import { findAgainst, findRelations } from './duplicates/findRelations.js'
import { type FingerprintTable, fingerprintTable } from './duplicates/fingerprintTable.js'
import { priorityOrder } from './duplicates/priorityOrder.js'
import { type DuplicatePolicy, resolveRows } from './duplicates/resolveRows.js'
import { countDuplicates, type DuplicateCounts, describeGaps } from './duplicates/summarizeDuplicates.js'
import { checkEmbeddingIds } from './embeddingIds.js'
import { embedRows, thresholdOf } from './embedRows.js'
import { fingerprintStage, readFingerprints } from './fingerprints.js'
import { finishRun } from './finishRun.js'
import { stampInputs } from './inputs.js'
import { npyAt, openEmbeddings } from './openEmbeddings.js'
import { checkRunOptions, DEFAULT_PART_ROWS, RUN_OPTION_NAMES, type RunOptions, type RunSummary } from './options.js'
import { runParts } from './parts.js'
import { rejectedFile } from './rejectedLines.js'
import { writeResultParts } from './resultParts.js'
import { type ErrorCounts, mergeErrors } from './rowErrors.js'
import { RunFolder } from './runFolder.js'
import { summarize } from './summarize.js'

export interface RunDedupOptions extends RunOptions {
  /** A `.npy` file with one row per row of the input, or a folder that holds it as `embeddings.npy`. Asks for `minCosine`. */
  embeddings?: string | undefined
  /** Embeds the images first, of `against` too, with a model as `score` takes it; in parts, like everything else. */
  model?: string | undefined
  /** Rows of at least this cosine are duplicates. With `model` by default what its card gives with evidence; else no default. */
  minCosine?: number | undefined
  /** Pictures whose perceptual hashes differ in at most this many bits are duplicates; 0 by default. */
  phashRadius?: number | undefined
  /** Another dataset: rows of the input that duplicate one of its rows are dropped. It is never written. */
  against?: string | undefined
  /** The same for `against`. */
  againstEmbeddings?: string | undefined
  /** `greedy` (default): dropped iff similar to a kept row. `component`: the best of each connected group stays. */
  policy?: DuplicatePolicy | undefined
  /** Leaves dropped rows out of the output instead of marking them. */
  drop?: boolean | undefined
  /** Adds how the embeddings were joined to the summary, and says it in `onNotice`. */
  explain?: boolean | undefined
  /** Is told what the user should know at once. */
  onNotice?: ((text: string) => void) | undefined
}

export interface DedupSummary extends RunSummary, DuplicateCounts {
  /** With `explain`: of the join with the other dataset, if there is one, then of the input with itself. */
  explanations?: JoinExplanation[]
}

/** Which of two duplicates stays, as the manifest says it. */
const PRIORITY = 'no error and a text, then more pixels, then lower row'

const OWN_OPTIONS = [
  'embeddings',
  'model',
  'minCosine',
  'phashRadius',
  'against',
  'againstEmbeddings',
  'policy',
  'drop',
  'explain',
  'onNotice',
]

/**
 * Marks the duplicates of a dataset by equal files, equal pixels, near perceptual hashes and near embeddings.
 *
 * Of rows that duplicate each other one without an `error` in the input and with a text stays, of those the one with
 * more pixels, ties by lower row. Rows whose image fails are kept.
 *
 * @throws FigsiftError BAD_USAGE, SHAPE_MISMATCH, MODEL_NOT_FOUND, MODEL_INVALID, PEER_NOT_INSTALLED, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED, TOO_MANY_ERRORS, IO
 */
export async function runDedup(options: RunDedupOptions): Promise<DedupSummary> {
  checkOptions(options)
  const { input, out, limit, signal, onProgress, onNotice, against, phashRadius = 0 } = options
  const { policy = 'greedy' } = options
  const columns = columnsFor('dedup')
  const { minCosine, notes } = await thresholdOf(options)

  await using open = new Opened()
  const dataset = open.add(
    await openDataset(input, { limit, imageRoot: options.imageRoot, skipBadRows: options.skipBadRows, signal }),
  )
  const scan = await dataset.scan({ signal, onProgress })
  const rejected = rejectedFile(out, dataset, scan)
  await checkOutput(dataset, scan, { ...options, columns })
  const [ownNpy, otherNpy] = [await npyAt(options.embeddings), await npyAt(options.againstEmbeddings)]
  let embeddings = open.addMatrix(await openEmbeddings(ownNpy, 'embeddings', scan.rows, input))
  const other =
    against === undefined
      ? undefined
      : open.add(await openDataset(against, { skipBadRows: options.skipBadRows, signal }))
  const otherScan = await other?.scan({ signal, onProgress })
  const otherRows = otherScan?.rows ?? 0
  let otherEmbeddings = open.addMatrix(await openEmbeddings(otherNpy, 'againstEmbeddings', otherRows, against ?? ''))
  checkSameWidth(embeddings, otherEmbeddings, otherNpy)
  if (options.embeddings !== undefined) await checkEmbeddingIds(options.embeddings, 'embeddings', dataset, signal)
  if (options.againstEmbeddings !== undefined && other !== undefined) {
    await checkEmbeddingIds(options.againstEmbeddings, 'againstEmbeddings', other, signal)
  }
  if (embeddings !== undefined && minCosine !== undefined) {
    const notice = await describeEstimate(embeddings, otherEmbeddings, minCosine, callOptions(options))
    if (notice !== undefined) onNotice?.(notice)
  }
  const run = open.addRun(
    await RunFolder.open({
      command: 'dedup',
      out,
      otherOutputs: rejected === undefined ? [] : [rejected],
      inputs: [...dataset.files, ...(other?.files ?? [])],
      force: options.force ?? false,
      ...(options.files === undefined ? {} : { files: options.files }),
    }),
  )

  const npyFiles = [ownNpy, otherNpy].filter((path) => path !== undefined)
  const stamp = await stampInputs(run.files, [...dataset.files, ...(other?.files ?? []), ...npyFiles])
  const own = await fingerprintRows(run, 'fingerprints', dataset, scan, options)
  const others =
    other &&
    otherScan &&
    (await fingerprintRows(run, 'against', other, otherScan, { ...options, maxErrors: undefined }))

  if (options.model !== undefined) {
    const embedOptions = { ...options, model: options.model }
    const embedded = await embedRows(run, 'embeddings', dataset, scan, embedOptions)
    embeddings = open.addMatrix(embedded.matrix)
    mergeErrors(own.errors, embedded.errors)
    if (other && otherScan) {
      otherEmbeddings = open.addMatrix(
        (await embedRows(run, 'against embeddings', other, otherScan, embedOptions)).matrix,
      )
    }
  }

  onProgress?.({ phase: 'compare', done: 0, total: undefined })
  const explanations: JoinExplanation[] = []
  const onExplanation = (explanation: JoinExplanation) => {
    explanations.push(explanation)
    onNotice?.(formatExplanation(explanation))
  }
  const relationOptions = {
    phashRadius,
    minCosine,
    call: callOptions(options),
    onExplanation: options.explain ? onExplanation : undefined,
  }
  const matrices = embeddings && otherEmbeddings && { own: embeddings, other: otherEmbeddings }
  const found = others && (await findAgainst(own.table, others.table, matrices, relationOptions))
  throwIfAborted(signal)
  const relations = await findRelations(own.table, embeddings, relationOptions)
  const order = await priorityOrder(own.table.pixelCount, own.table.isFlawed)
  const resolved = await resolveRows(relations, policy, order, found?.isFound)

  const describe = await describeRows({ resolved, found, own: own.files, others: others?.files ?? [] })
  const sidecars = await writeResultParts(run, 'dedup', scan.rows, columns, describe)
  const keep = options.drop ? resolved.keep : undefined
  const finished = {
    command: 'dedup',
    rows: scan.rows,
    errors: own.errors,
    parameters: parametersOf(options, minCosine),
    facts: await countDuplicates(resolved, found, own.table),
  }
  const [result] = await finishRun(run, dataset, stamp, [{ path: out, sidecars, columns, keep }], options, finished)
  return {
    ...summarize('dedup', out, dataset, scan, { ...own, rowsWritten: result!.rowsWritten }),
    notes: [
      ...notes,
      ...describeFailure(own.errors, scan, dataset),
      ...describeGaps(options, own.table, { errors: others?.errors ?? {}, badRows: otherScan?.badRows ?? 0 }),
    ],
    ...finished.facts,
    ...(options.explain ? { explanations } : {}),
  }
}

function checkOptions(options: RunDedupOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...OWN_OPTIONS])
  checkRunOptions(options)
  const { phashRadius, minCosine, policy, embeddings, model, against, againstEmbeddings, explain } = options
  if (explain !== undefined) checkBoolean('explain', explain)
  if (phashRadius !== undefined) checkInteger('phashRadius', phashRadius, 0, 64)
  if (minCosine !== undefined) checkMinCosine(minCosine, 0)
  if (policy !== undefined) checkOneOf('policy', policy, ['greedy', 'component'])
  if (model !== undefined) checkString('model', model)
  if (model !== undefined && (embeddings ?? againstEmbeddings) !== undefined) {
    throw new ArgumentError(
      'Expected either `model` or `embeddings` but received both. A model makes its own embeddings.',
    )
  }
  if (model === undefined && (embeddings === undefined) !== (minCosine === undefined)) {
    const [given, missing] =
      embeddings === undefined ? ['minCosine', 'embeddings` or `model'] : ['embeddings', 'minCosine']
    throw new ArgumentError(
      `Expected \`${missing}\` together with \`${given}\` but received only \`${given}\`. ` +
        'There is no threshold that suits every model: take the one of its card.',
    )
  }
  if (againstEmbeddings !== undefined && (against === undefined || embeddings === undefined)) {
    throw new ArgumentError('Expected `against` and `embeddings` together with `againstEmbeddings` but one is missing.')
  }
}

/** Found out now rather than after every image was read. */
function checkSameWidth(own: Matrix | undefined, other: Matrix | undefined, file: string | undefined): void {
  if (own === undefined || other === undefined || own.cols === other.cols) return
  throw new ShapeError(
    `Expected [n, ${own.cols}] for \`againstEmbeddings\`, as wide as \`embeddings\`, but ${JSON.stringify(file)} is ` +
      `[${other.rows}, ${other.cols}]. Make both with the same model.`,
    file === undefined ? {} : { file },
  )
}

interface FingerprintedRows {
  table: FingerprintTable
  files: string[]
  errors: ErrorCounts
  rowsKept: number
  rowsComputed: number
}

async function fingerprintRows(
  run: RunFolder,
  name: string,
  dataset: Dataset,
  scan: ScanResult,
  options: RunDedupOptions,
): Promise<FingerprintedRows> {
  const { partRows = DEFAULT_PART_ROWS, maxErrors, signal, onProgress } = options
  const stage = fingerprintStage(name, dataset, scan, options)
  const parts = await runParts(run, stage, { partRows, maxErrors, signal, onProgress })
  return { ...parts, table: await fingerprintTable(scan.rows, readFingerprints(parts.files)) }
}

function callOptions({ threads, signal, onProgress }: RunDedupOptions): CallOptions {
  return {
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  }
}

function parametersOf(options: RunDedupOptions, minCosine: number | undefined): object {
  const { embeddings, model, phashRadius = 0, against, againstEmbeddings, policy = 'greedy' } = options
  const given = { embeddings, model, minCosine, against, againstEmbeddings, limit: options.limit }
  return { phashRadius, policy, drop: options.drop ?? false, priority: PRIORITY, ...given }
}

/** Closes what a run has open, last opened first, however it ends. */
class Opened implements AsyncDisposable {
  readonly #closers: (() => void | Promise<void>)[] = []

  add(dataset: Dataset): Dataset {
    this.#closers.push(() => dataset.dispose())
    return dataset
  }

  addMatrix(matrix: Matrix | undefined): Matrix | undefined {
    this.#closers.push(() => matrix?.dispose())
    return matrix
  }

  addRun(run: RunFolder): RunFolder {
    this.#closers.push(() => run.close())
    return run
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers.reverse()) await close()
  }
}
