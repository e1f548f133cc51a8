import { LIST, VARCHAR } from '@duckdb/node-api'
import { memberTexts } from '../foreignRows.js'
import { type Cell, IMAGE_TYPE, type ImageCell, type StageColumn } from '../stageParquet.js'
import type { TarDataset, TarItem } from './tarDataset.js'

const IMAGE = 'image'

/** The columns of samples in Parquet: texts, and the images themselves as `{ bytes, path }`, a list where one has several. */
export function imageColumns({ mostImages }: TarDataset, keys: readonly string[]): StageColumn[] {
  const imageType = mostImages > 1 ? LIST(IMAGE_TYPE) : IMAGE_TYPE
  return keys.map((name) => ({ name, type: name === IMAGE ? imageType : VARCHAR }))
}

/** The samples as cells of these columns. */
export async function* imageCells(
  dataset: TarDataset,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Cell[][], void, undefined> {
  const isList = dataset.mostImages > 1
  for await (const { items } of dataset.batches({ signal }, keys.includes(IMAGE) ? 'all' : 'none')) {
    yield items.map((item) => {
      const texts = memberTexts(item.raw.bytes)
      return keys.map((key) =>
        key === IMAGE ? imageCell(item, isList) : Object.hasOwn(texts, key) ? texts[key]! : null,
      )
    })
  }
}

function imageCell({ images }: TarItem, isList: boolean): Cell {
  const cells: ImageCell[] = images.map(({ bytes = null, path }) => ({ bytes, path }))
  return isList ? cells : (cells[0] ?? null)
}
