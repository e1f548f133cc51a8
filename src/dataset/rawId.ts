import { jsonMembers } from './jsonMembers.js'

/** How a numeric id is written; of a repeated key the last one counts, as in JSON.parse. */
export function rawId(bytes: Buffer, fields: Readonly<Record<string, unknown>>): string | undefined {
  if (!Object.hasOwn(fields, 'id') || typeof fields.id !== 'number') return undefined
  const member = jsonMembers(bytes).findLast((m) => m.key === 'id')
  return member === undefined ? undefined : bytes.toString('latin1', member.valueBegin, member.end)
}
