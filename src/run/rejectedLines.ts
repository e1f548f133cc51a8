import type { Dataset, ScanResult } from '../dataset/dataset.js'

/** Where lines that are no rows go beside the output; undefined when there are none. */
export function rejectedFile(out: string, dataset: Dataset, { badRows }: ScanResult): string | undefined {
  return badRows === 0 ? undefined : rejectedName(out, dataset)
}

export const rejectedName = (out: string, { format }: Dataset): string => `${out}.rejected.${format}`
