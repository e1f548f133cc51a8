import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST_NAME } from '../../run/recipe/manifest.js'
import { openDatasetInput } from './datasetInput.js'
import type { OpenInputOptions, ReportInput } from './reportInput.js'
import { openRunInput } from './runInput.js'

/** Opens the folder of a run, or any dataset. */
export async function openReportInput(input: string, options: OpenInputOptions): Promise<ReportInput> {
  return (await isRun(input)) ? openRunInput(input, options) : openDatasetInput(input, options)
}

async function isRun(input: string): Promise<boolean> {
  if (input.endsWith(`/${MANIFEST_NAME}`) || input === MANIFEST_NAME) return true
  const found = await stat(join(input, MANIFEST_NAME)).catch(() => undefined)
  return found?.isFile() ?? false
}
