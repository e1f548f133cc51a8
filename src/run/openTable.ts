import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { openDataset } from '../dataset/openDataset.js'
import { type InputStamp, stampInputs } from './inputs.js'
import type { Opened } from './opened.js'
import type { RunOptions } from './options.js'
import { rejectedFile } from './rejectedLines.js'
import { RunFolder } from './runFolder.js'

/** The rows that stages work on. */
export interface Table {
  dataset: Dataset
  scan: ScanResult
}

/** Opens the input of a run and goes over it once; `open` closes it. */
export async function openTable(open: Opened, options: RunOptions): Promise<Table> {
  const { input, limit, imageRoot, skipBadRows, signal, onProgress } = options
  const dataset = open.add(await openDataset(input, { limit, imageRoot, skipBadRows, signal }))
  return { dataset, scan: await dataset.scan({ signal, onProgress }) }
}

export interface OpenRunOptions {
  command: string
  /** Files besides `out` that the run will write; undefined ones are left out. */
  otherOutputs?: readonly (string | undefined)[]
  /** Files besides the table's that the run reads: rows of datasets, and what belongs to their rows by position. */
  otherInputs?: readonly (string | undefined)[]
}

/** Takes up or begins the run of a command over a table; `open` closes it. */
export async function openRun(
  open: Opened,
  { dataset, scan }: Table,
  { out, force = false, shardRows, files }: RunOptions,
  { command, otherOutputs = [], otherInputs = [] }: OpenRunOptions,
): Promise<{ run: RunFolder; stamp: InputStamp }> {
  const isGiven = (path: string | undefined) => path !== undefined
  const inputs = [...dataset.files, ...otherInputs.filter(isGiven)]
  const run = open.addRun(
    await RunFolder.open({
      command,
      out,
      otherOutputs: [...otherOutputs, rejectedFile(out, dataset, scan)].filter(isGiven),
      inputs,
      force,
      shardRows,
      ...(files === undefined ? {} : { files }),
    }),
  )
  return { run, stamp: await stampInputs(run.files, inputs) }
}
