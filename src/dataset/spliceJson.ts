import { jsonMembers } from './jsonMembers.js'

const COMMA = Buffer.from(',')

/**
 * The bytes of a JSON object with `members` put in before its closing brace; every other byte stays.
 *
 * @param bytes one valid JSON object, with white space around it at most
 * @param members our members as JSON text without braces, e.g. `"score":0.5,"phash":null`; may be empty
 * @param remove keys whose top-level members are cut out first
 */
export function spliceJson(bytes: Buffer, members: string, remove?: ReadonlySet<string>): Buffer {
  const rest = remove === undefined ? bytes : withoutMembers(bytes, remove)
  if (members === '') return rest
  const brace = rest.lastIndexOf(0x7d)
  let last = brace - 1
  while (rest[last]! <= 0x20) last--
  // Before the last closing brace of an object, an opening one can only be its own.
  const isEmpty = rest[last] === 0x7b
  const ours = Buffer.from(members)
  return Buffer.concat(
    isEmpty
      ? [rest.subarray(0, brace), ours, rest.subarray(brace)]
      : [rest.subarray(0, brace), COMMA, ours, rest.subarray(brace)],
  )
}

/** What is left reads as if the members had never been written: each goes with one comma and the space beside it. */
function withoutMembers(bytes: Buffer, remove: ReadonlySet<string>): Buffer {
  const members = jsonMembers(bytes)
  const kept = [...members.keys()].filter((i) => !remove.has(members[i]!.key))
  if (kept.length === members.length) return bytes
  const lastKept = kept.at(-1)
  const pieces = kept.map((i) =>
    bytes.subarray(members[i]!.begin, i === lastKept ? members[i]!.end : members[i + 1]!.begin),
  )
  return Buffer.concat([bytes.subarray(0, members[0]!.begin), ...pieces, bytes.subarray(members.at(-1)!.end)])
}
