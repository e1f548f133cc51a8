import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FigsiftError } from '../errors.js'
import { checkInteger, throwIfAborted } from '../validate.js'
import { damageImage, type PlantedFile } from './damageImage.js'
import type { Planted, PlantedKind } from './kinds.js'
import { type PlannedRow, planFaults } from './planFaults.js'
import { sampleFigures, sampleFolder } from './sampleFigures.js'

/** The truth, which also marks the folder as ours. */
const TRUTH = 'planted.json'

export interface PlantOptions {
  /** Decides which figures get which fault, and the order of the rows; 1 by default. */
  seed?: number | undefined
  signal?: AbortSignal | undefined
}

export interface PlantedSample {
  /** The JSONL file to score. */
  dataset: string
  rows: number
  /** What is wrong, in the order of the rows. */
  planted: Planted[]
}

/**
 * Writes the bundled figures as a dataset with known faults: `pairs.jsonl`, `images/`, and `planted.json` with the truth.
 *
 * One seed gives one dataset, byte for byte. Nothing in `pairs.jsonl` says what was planted.
 *
 * @param outDir folder to write into: made when missing, and taken again when it holds an earlier sample
 * @throws FigsiftError OUTPUT_EXISTS if it holds anything else
 */
export async function plantSample(outDir: string, { seed = 1, signal }: PlantOptions = {}): Promise<PlantedSample> {
  checkInteger('seed', seed, 0, 2 ** 32 - 1)
  const rows = planFaults(await sampleFigures(), seed)
  await clearEarlierSample(outDir)
  const planted = rows.flatMap((row) => (row.fault === undefined ? [] : [row.fault]))
  await mkdir(join(outDir, 'images'), { recursive: true })
  // First of all: it marks the folder as ours, so that a run that was stopped can be started again.
  await writeFile(join(outDir, TRUTH), `${JSON.stringify({ seed, planted }, null, 2)}\n`)
  const seen = new Map<PlantedKind, number>()
  const lines: string[] = []
  for (const row of rows) {
    throwIfAborted(signal)
    const file = await fileOf(row, seen)
    const image = `images/${row.id}.${file.extension}`
    if (file.bytes !== null) await writeFile(join(outDir, image), file.bytes)
    lines.push(JSON.stringify(recordOf(row, image)))
  }
  const dataset = join(outDir, 'pairs.jsonl')
  await writeFile(dataset, `${lines.join('\n')}\n`)
  return { dataset, rows: rows.length, planted }
}

/** An image of an earlier sample would stand where this one has none. */
async function clearEarlierSample(outDir: string): Promise<void> {
  const names = await readdir(outDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw new FigsiftError('OUTPUT_EXISTS', `Expected a folder for the sample but ${outDir} cannot be read as one.`, {
      file: outDir,
      cause: error,
    })
  })
  if (names.length === 0) return
  if (!names.includes(TRUTH)) {
    throw new FigsiftError(
      'OUTPUT_EXISTS',
      `Expected an empty folder, or an earlier sample with ${TRUTH}, but ${outDir} holds ${JSON.stringify(names[0])}. ` +
        'Choose another folder.',
      { file: outDir },
    )
  }
  await rm(join(outDir, 'images'), { recursive: true, force: true })
}

async function fileOf(row: PlannedRow, seen: Map<PlantedKind, number>): Promise<PlantedFile> {
  const bytes = await readFile(join(sampleFolder(), row.figure.image))
  if (row.fault === undefined) return { extension: 'png', bytes }
  const { kind } = row.fault
  const variant = seen.get(kind) ?? 0
  seen.set(kind, variant + 1)
  return damageImage(bytes, kind, variant)
}

function recordOf({ id, figure, words, fault }: PlannedRow, image: string): Record<string, unknown> {
  const isCopy = fault?.partner !== undefined && id !== figure.id
  const { license, source, subject } = figure
  return {
    id,
    image,
    caption: words.caption,
    context: words.context,
    paper_id: isCopy ? `${figure.paper_id}-preprint` : figure.paper_id,
    title: figure.title,
    subject,
    license,
    source,
  }
}
