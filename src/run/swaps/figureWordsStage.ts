import { putInPlace } from '../../dataset/atomicFile.js'
import type { Dataset, DatasetRow } from '../../dataset/dataset.js'
import type { Column } from '../../dataset/names.js'
import { writeSidecar } from '../../dataset/sidecar.js'
import type { RowError } from '../../errors.js'
import type { FigureReader } from '../../score/figureReader.js'
import { stampRow } from '../imageStamp.js'
import type { RunOptions } from '../options.js'
import type { PartStage } from '../parts.js'
import { pairOf } from '../scoreStage.js'
import { libraryVersions } from '../versions.js'

/** Raised whenever what is stored of a figure's words changes its meaning. */
const STAGE_VERSION = 2

interface FigureWordsRow {
  id: string
  figureWords: string[]
  error?: RowError
}

/** Of the side-car files inside a run folder; never written to an output. */
export const FIGURE_WORD_COLUMNS: readonly Column[] = [
  { camel: 'figureWords', snake: 'figure_words', duckdbType: 'VARCHAR[]', doc: '' },
  { camel: 'error', snake: 'error', duckdbType: 'STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR)', doc: '' },
]

/** Reads the words in every row's figure, part by part. */
export function figureWordsStage(
  dataset: Dataset,
  rows: number,
  reader: FigureReader,
  { allowOutside = false, verify = false, signal }: RunOptions,
): PartStage<DatasetRow, FigureWordsRow> {
  const imageOptions = { root: dataset.root, allowOutside, ...(signal === undefined ? {} : { signal }) }
  return {
    name: 'words',
    settings: { version: STAGE_VERSION, allowOutside, verify, reader: reader.describe, ...libraryVersions() },
    rows,
    read: (begin, end) => dataset.rows({ begin, end, signal }),
    stamp: (row) => stampRow(row, imageOptions, verify),
    async compute(row, stamped) {
      await stamped
      const { words, error = row.error } = await reader.read(pairOf(row), row.index)
      const found = { id: row.id, figureWords: [...words] }
      return error === undefined ? found : { ...found, error }
    },
    errorOf: ({ id, error }) => (error === undefined ? undefined : { id, error }),
    write: (path, results) =>
      writeSidecar(path, FIGURE_WORD_COLUMNS, results as unknown as Record<string, unknown>[], putInPlace),
    concurrency: reader.concurrency,
  }
}
