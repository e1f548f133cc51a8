import type { Matrix } from '../../matrix.js'
import { checkEmbeddingIds } from '../embeddingIds.js'
import { npyAt, openEmbeddings } from '../openEmbeddings.js'
import type { Opened } from '../opened.js'
import type { Table } from '../openTable.js'
import type { Benchmark } from './benchmarks.js'
import { callOptions, type RunDedupOptions } from './dedupOptions.js'
import { describeEstimate } from './describeEstimate.js'
import { checkSameWidth, openBenchmarks } from './openBenchmarks.js'

/** What rows are compared by and with, besides what their images give. */
export interface DedupSources {
  /** Given embeddings, one row for each row of the input. */
  embeddings: Matrix | undefined
  benchmarks: Benchmark[]
  /** All files of it. */
  files: string[]
}

/** Opens embeddings and other datasets, and finds out now rather than after every image was read that they do not fit. */
export async function openDedupSources(
  open: Opened,
  { dataset, scan }: Table,
  minCosine: number | undefined,
  options: RunDedupOptions,
): Promise<DedupSources> {
  const { input, signal, onNotice } = options
  const npy = await npyAt(options.embeddings)
  const embeddings = open.addMatrix(await openEmbeddings(npy, 'embeddings', scan.rows, input))
  const benchmarks = await openBenchmarks(open, options)
  for (const { embeddings: others, path } of benchmarks) checkSameWidth(embeddings, others, others?.file ?? path)
  if (options.embeddings !== undefined) await checkEmbeddingIds(options.embeddings, 'embeddings', dataset, signal)
  if (embeddings !== undefined && minCosine !== undefined) {
    for (const others of benchmarks.length === 0 ? [undefined] : benchmarks.map((one) => one.embeddings)) {
      const notice = await describeEstimate(embeddings, others, minCosine, callOptions(options))
      if (notice !== undefined) onNotice?.(notice)
    }
  }
  const otherFiles = benchmarks.flatMap((one) => one.dataset.files)
  const npyFiles = [npy, ...benchmarks.map(({ embeddings: others }) => others?.file)]
  return { embeddings, benchmarks, files: [...otherFiles, ...npyFiles.filter((path) => path !== undefined)] }
}
