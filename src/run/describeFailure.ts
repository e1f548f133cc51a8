import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { IMAGE_NAMES, TEXT_NAMES } from '../dataset/record.js'
import { countErrors, type ErrorCounts } from './rowErrors.js'

const LISTED = 40

/**
 * What to look at when every row failed, which is mostly one mistake: images that start from another folder, or columns
 * of other names.
 */
export function describeFailure(errors: ErrorCounts, { rows, keys }: ScanResult, dataset: Dataset): string[] {
  if (rows === 0 || countErrors(errors) < rows) return []
  const codes = Object.keys(errors)
  if (codes.every((code) => code === 'FILE_NOT_FOUND')) {
    const ingested = keys.includes('ingest_error') ? ' Rows with an `ingest_error` had no image in the source.' : ''
    return [
      `Expected the images in ${JSON.stringify(dataset.root)}, where their paths start from, but none is there. ` +
        'If they lie elsewhere, give that folder as `imageRoot` (--image-root).' +
        ingested,
    ]
  }
  if (!codes.every((code) => code === 'IMAGE_MISSING' || code === 'TEXT_MISSING')) return []
  const lacking = [
    ...(codes.includes('IMAGE_MISSING') ? [`an image under ${listOf(IMAGE_NAMES)}`] : []),
    ...(codes.includes('TEXT_MISSING') ? [`a text under ${listOf(TEXT_NAMES)}`] : []),
  ]
  const more = keys.length > LISTED ? ` and ${keys.length - LISTED} more` : ''
  const columns = `${keys.slice(0, LISTED).join(', ') || '(none)'}${more}`
  return [`Expected ${lacking.join(' and ')} but received the columns ${columns}. Rename those that hold it.`]
}

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
