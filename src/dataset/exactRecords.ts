import type { Dataset } from './dataset.js'
import { jsonMembers } from './jsonMembers.js'
import { TarDataset } from './tar/tarDataset.js'
import { TextDataset } from './textDataset.js'

/** The fields of each row; integers that a JavaScript number would round, above 2^53, are bigints. */
export async function* exactRecords(
  dataset: Dataset,
  signal: AbortSignal | undefined,
): AsyncGenerator<Readonly<Record<string, unknown>>, void, undefined> {
  if (!(dataset instanceof TextDataset || dataset instanceof TarDataset)) {
    for await (const { fields } of dataset.rows({ signal })) yield fields
    return
  }
  for await (const { items } of dataset.batches({ signal })) {
    for (const item of items) if (item.kind === 'row') yield exactFields(item.raw.bytes, item.fields)
  }
}

function exactFields(bytes: Buffer, fields: Record<string, unknown>): Record<string, unknown> {
  const isRounded = (value: unknown) => Number.isInteger(value) && !Number.isSafeInteger(value)
  if (!Object.values(fields).some(isRounded)) return fields
  const exact = { ...fields }
  for (const { key, valueBegin, end } of jsonMembers(bytes)) {
    if (!isRounded(fields[key])) continue
    const text = bytes.toString('latin1', valueBegin, end)
    if (/^-?\d+$/.test(text)) exact[key] = BigInt(text)
  }
  return exact
}
