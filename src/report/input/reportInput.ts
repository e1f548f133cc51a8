import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '../../dataset/dataset.js'
import type { Funnel, TableSource } from '../../filter/types.js'
import { MANIFEST_NAME } from '../../run/recipe/manifest.js'
import type { Provenance } from '../reportData.js'
import { openDatasetInput } from './datasetInput.js'
import { openRunInput } from './runInput.js'

/** What a report is made of. */
export interface ReportInput {
  name: string
  source: TableSource
  /** The same rows as records. */
  dataset: Dataset
  /** True when image paths of files in several folders count from each file's own. */
  isRebased: boolean
  /** True where the rows are those of the input in its order. */
  hasRowNumbers: boolean
  /** The funnel that the filter of these rows left. */
  funnel: Funnel | undefined
  provenance: Provenance
  dispose(): void
}

export interface OpenInputOptions {
  limit?: number | undefined
  imageRoot?: string | undefined
  signal?: AbortSignal | undefined
}

/** Opens the folder of a run, or any dataset. */
export async function openReportInput(input: string, options: OpenInputOptions): Promise<ReportInput> {
  return (await isRun(input)) ? openRunInput(input, options) : openDatasetInput(input, options)
}

async function isRun(input: string): Promise<boolean> {
  if (input.endsWith(`/${MANIFEST_NAME}`) || input === MANIFEST_NAME) return true
  const found = await stat(join(input, MANIFEST_NAME)).catch(() => undefined)
  return found?.isFile() ?? false
}
