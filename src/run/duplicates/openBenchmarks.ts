import { openDataset } from '../../dataset/openDataset.js'
import { ShapeError } from '../../errors.js'
import type { Matrix } from '../../matrix.js'
import { checkEmbeddingIds } from '../embeddingIds.js'
import { npyAt, openEmbeddings } from '../openEmbeddings.js'
import type { Opened } from '../opened.js'
import type { RunOptions } from '../options.js'
import { type Benchmark, type NamedPaths, namedPaths, pathFor } from './benchmarks.js'

/** Opens the datasets that rows are looked for in, with their embeddings; `open` closes them. */
export async function openBenchmarks(
  open: Opened,
  options: RunOptions & { against?: NamedPaths | undefined; againstEmbeddings?: NamedPaths | undefined },
): Promise<Benchmark[]> {
  const { against, againstEmbeddings, skipBadRows, signal, onProgress } = options
  const benchmarks: Benchmark[] = []
  for (const [name, path] of namedPaths('against', against)) {
    const dataset = open.add(await openDataset(path, { skipBadRows, signal }))
    const scan = await dataset.scan({ signal, onProgress })
    const given = pathFor(againstEmbeddings, name)
    const matrix = open.addMatrix(await openEmbeddings(await npyAt(given), 'againstEmbeddings', scan.rows, path))
    if (given !== undefined) await checkEmbeddingIds(given, 'againstEmbeddings', dataset, signal)
    benchmarks.push({ name, path, dataset, scan, embeddings: matrix })
  }
  return benchmarks
}

/** Found out now rather than after every image was read. */
export function checkSameWidth(own: Matrix | undefined, other: Matrix | undefined, file: string | undefined): void {
  if (own === undefined || other === undefined || own.cols === other.cols) return
  throw new ShapeError(
    `Expected [n, ${own.cols}] for \`againstEmbeddings\`, as wide as \`embeddings\`, but ${JSON.stringify(file)} is ` +
      `[${other.rows}, ${other.cols}]. Make both with the same model.`,
    file === undefined ? {} : { file },
  )
}
