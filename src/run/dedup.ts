import type { JoinExplanation } from '../binding.js'
import { checkOutput } from '../dataset/annotate.js'
import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { formatExplanation } from '../dedup/joinExplanation.js'
import type { CallOptions } from '../dedup/operands.js'
import { checkMinCosine } from '../dedup/similarityJoin.js'
import { ArgumentError } from '../errors.js'
import {
  checkBoolean,
  checkInteger,
  checkKeys,
  checkNumber,
  checkOneOf,
  checkString,
  throwIfAborted,
} from '../validate.js'
import { describeFailure } from './describeFailure.js'
import { bestOf, type NamedPaths, namedPaths } from './duplicates/benchmarks.js'
import { describeEstimate } from './duplicates/describeEstimate.js'
import { describeRows } from './duplicates/describeRows.js'
import { findAgainst, findRelations } from './duplicates/findRelations.js'
import { type FingerprintTable, fingerprintTable } from './duplicates/fingerprintTable.js'
import { checkSameWidth, openBenchmarks } from './duplicates/openBenchmarks.js'
import { priorityOrder } from './duplicates/priorityOrder.js'
import { AGAINST_RELATIONS, type DuplicatePolicy, resolveRows } from './duplicates/resolveRows.js'
import { countAgainst, countDuplicates, type DuplicateCounts, describeGaps } from './duplicates/summarizeDuplicates.js'
import { addTextRelations } from './duplicates/textAgainst.js'
import { type FoundIn, writeEvidence } from './duplicates/writeEvidence.js'
import { checkEmbeddingIds } from './embeddingIds.js'
import { embedRows, thresholdOf } from './embedRows.js'
import { fingerprintStage, readFingerprints } from './fingerprints.js'
import { finishRun } from './finishRun.js'
import { stampInputs } from './inputs.js'
import { npyAt, openEmbeddings } from './openEmbeddings.js'
import { Opened } from './opened.js'
import {
  checkOutputName,
  checkRunOptions,
  DEFAULT_PART_ROWS,
  RUN_OPTION_NAMES,
  type RunOptions,
  type RunSummary,
} from './options.js'
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
  /** Other datasets, one or several by name: rows of the input that duplicate one of their rows are dropped. Never written. */
  against?: NamedPaths | undefined
  /** Embeddings of `against`, by the same names. */
  againstEmbeddings?: NamedPaths | undefined
  /** Rows whose text shares at least this much of its 5-word runs (Jaccard) with one of `against` are dropped too. */
  minJaccard?: number | undefined
  /** Where every row that `against` holds goes, once per dataset that holds it, with what found it, as JSON lines. */
  evidence?: string | undefined
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
  /** Rows that each dataset of `against` holds, by its name. */
  againstNames: Readonly<Record<string, number>>
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
  'minJaccard',
  'evidence',
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
  const { input, out, limit, signal, onProgress, onNotice, phashRadius = 0, policy = 'greedy' } = options
  const { minJaccard, evidence } = options
  const columns = columnsFor('dedup')
  const { minCosine, notes } = await thresholdOf(options)

  await using open = new Opened()
  const dataset = open.add(
    await openDataset(input, { limit, imageRoot: options.imageRoot, skipBadRows: options.skipBadRows, signal }),
  )
  const scan = await dataset.scan({ signal, onProgress })
  const rejected = rejectedFile(out, dataset, scan)
  await checkOutput(dataset, scan, { ...options, columns })
  const ownNpy = await npyAt(options.embeddings)
  let embeddings = open.addMatrix(await openEmbeddings(ownNpy, 'embeddings', scan.rows, input))
  const benchmarks = await openBenchmarks(open, options)
  for (const { embeddings: others, path } of benchmarks) checkSameWidth(embeddings, others, others?.file ?? path)
  if (options.embeddings !== undefined) await checkEmbeddingIds(options.embeddings, 'embeddings', dataset, signal)
  if (embeddings !== undefined && minCosine !== undefined) {
    for (const others of benchmarks.length === 0 ? [undefined] : benchmarks.map((one) => one.embeddings)) {
      const notice = await describeEstimate(embeddings, others, minCosine, callOptions(options))
      if (notice !== undefined) onNotice?.(notice)
    }
  }
  const otherFiles = [dataset, ...benchmarks.map((one) => one.dataset)].flatMap(({ files }) => files)
  const run = open.addRun(
    await RunFolder.open({
      command: 'dedup',
      out,
      otherOutputs: [evidence, rejected].filter((path) => path !== undefined),
      inputs: otherFiles,
      force: options.force ?? false,
      shardRows: options.shardRows,
      ...(options.files === undefined ? {} : { files: options.files }),
    }),
  )

  const npyFiles = [ownNpy, ...benchmarks.map(({ embeddings: others }) => others?.file)]
  const stamp = await stampInputs(run.files, [...otherFiles, ...npyFiles.filter((path) => path !== undefined)])
  const own = await fingerprintRows(run, 'fingerprints', dataset, scan, options)
  const others: FingerprintedRows[] = []
  for (const [i, one] of benchmarks.entries()) {
    const stage = i === 0 ? 'against' : `against ${i + 1}`
    others.push(await fingerprintRows(run, stage, one.dataset, one.scan, { ...options, maxErrors: undefined }))
  }

  if (options.model !== undefined) {
    const embedOptions = { ...options, model: options.model }
    const embedded = await embedRows(run, 'embeddings', dataset, scan, embedOptions)
    embeddings = open.addMatrix(embedded.matrix)
    mergeErrors(own.errors, embedded.errors)
    for (const [i, one] of benchmarks.entries()) {
      const stage = i === 0 ? 'against embeddings' : `against ${i + 1} embeddings`
      one.embeddings = open.addMatrix((await embedRows(run, stage, one.dataset, one.scan, embedOptions)).matrix)
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
  const foundIn: FoundIn[] = []
  for (const [i, { name, embeddings: theirs }] of benchmarks.entries()) {
    const matrices = embeddings && theirs && { own: embeddings, other: theirs }
    const { table, files } = others[i]!
    foundIn.push({ name, files, found: await findAgainst(own.table, table, matrices, relationOptions) })
  }
  if (minJaccard !== undefined) {
    const texts = benchmarks.map((one) => ({ dataset: one.dataset, rows: one.scan.rows }))
    const all = foundIn.map((one) => one.found)
    await addTextRelations(all, { dataset, rows: scan.rows }, texts, minJaccard, relationOptions.call)
  }
  const found = await bestOf(
    foundIn.map((one) => one.found),
    (relation) => AGAINST_RELATIONS[relation] === 'phash',
  )
  throwIfAborted(signal)
  const relations = await findRelations(own.table, embeddings, relationOptions)
  const order = await priorityOrder(own.table.pixelCount, own.table.isFlawed)
  const resolved = await resolveRows(relations, policy, order, found?.isFound)

  const describe = await describeRows({ resolved, found, own: own.files, others: foundIn })
  const sidecars = await writeResultParts(run, 'dedup', scan.rows, columns, describe)
  const keep = options.drop ? resolved.keep : undefined
  const finished = {
    command: 'dedup',
    rows: scan.rows,
    errors: own.errors,
    parameters: parametersOf(options, minCosine),
    facts: { ...(await countDuplicates(resolved, found, own.table)), againstNames: countAgainst(foundIn) },
    besides: evidence === undefined ? [] : [{ path: evidence, temporary: run.temporaryFor(evidence) }],
  }
  if (finished.besides[0] !== undefined) await writeEvidence(finished.besides[0].temporary, own.files, foundIn)
  const [result] = await finishRun(run, dataset, stamp, [{ path: out, sidecars, columns, keep }], options, finished)
  return {
    ...summarize('dedup', out, dataset, scan, {
      ...own,
      rowsWritten: result!.rowsWritten,
      shardRows: options.shardRows,
    }),
    notes: [
      ...notes,
      ...describeFailure(own.errors, scan, dataset),
      ...describeGaps(
        { embeddings: options.embeddings },
        own.table,
        benchmarks.map((one, i) => ({ ...one, errors: others[i]!.errors })),
      ),
    ],
    ...finished.facts,
    ...(options.explain ? { explanations } : {}),
  }
}

function checkOptions(options: RunDedupOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...OWN_OPTIONS])
  checkRunOptions(options)
  const { phashRadius, minCosine, policy, embeddings, model, against, againstEmbeddings, explain } = options
  const { minJaccard, evidence } = options
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
  namedPaths('against', against)
  for (const [name, path] of namedPaths('againstEmbeddings', againstEmbeddings)) {
    if (typeof againstEmbeddings === 'string' || namedPaths('against', against).some(([other]) => other === name))
      continue
    throw new ArgumentError(`Expected a name of \`against\` in \`againstEmbeddings\` but received "${name}" (${path}).`)
  }
  if (minJaccard !== undefined) checkNumber('minJaccard', minJaccard, 0.5, 1)
  if (evidence !== undefined) checkOutputName('evidence', evidence)
  if (against === undefined && (minJaccard !== undefined || evidence !== undefined)) {
    throw new ArgumentError(
      'Expected `against` together with `minJaccard` or `evidence`: both speak of other datasets.',
    )
  }
  if (againstEmbeddings !== undefined && (against === undefined || embeddings === undefined)) {
    throw new ArgumentError('Expected `against` and `embeddings` together with `againstEmbeddings` but one is missing.')
  }
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
  const given = {
    embeddings,
    model,
    minCosine,
    against,
    againstEmbeddings,
    minJaccard: options.minJaccard,
    limit: options.limit,
  }
  return { phashRadius, policy, drop: options.drop ?? false, priority: PRIORITY, ...given }
}
