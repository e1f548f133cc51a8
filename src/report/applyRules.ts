import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decideToParts } from '../filter/decideToParts.js'
import { loadRules } from '../filter/loadRules.js'
import type { Rule } from '../filter/types.js'
import type { ReportInput } from './input/reportInput.js'
import { throughOurReader } from './input/sourceOf.js'
import type { ReportOptions } from './options.js'

/** What rules would do to the rows, for the report alone: decisions beside them in a folder that `remove` deletes. */
export async function applyRules(
  input: ReportInput,
  given: readonly Rule[] | string,
  { memoryLimitBytes, signal, onProgress }: ReportOptions,
): Promise<{ input: ReportInput; remove: () => Promise<void> }> {
  const rules = typeof given === 'string' ? await loadRules(given) : given
  const folder = await mkdtemp(join(tmpdir(), 'figsift-report-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const isText = input.source.format !== 'parquet'
    const source = isText ? await throughOurReader(input.dataset, input.source, signal) : input.source
    const { files, funnel } = await decideToParts({ source, rules, folder, memoryLimitBytes, signal, onProgress })
    const sidecars = [...(input.source.sidecars ?? []), files]
    return { input: { ...input, source: { ...source, sidecars }, funnel }, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
