import type { RowError } from '../../errors.js'
import type { TarMember } from '../../tarMember.js'
import { parseJsonLine } from '../jsonLines.js'
import { spliceJson } from '../spliceJson.js'
import type { SampleImage, TarSample } from './tarSamples.js'

/** A sample as one line of JSON: what every other format makes of it, and what rules see. */
export interface SampleLine {
  bytes: Buffer
  fields: Record<string, unknown>
  /** The `id` is that of the json. */
  hasOwnId: boolean
  /** The json member is no object: nothing can be put into it. */
  problem: RowError | undefined
}

const EMPTY = Buffer.from('{}')
/** Keys of the json that give way: of these the sample itself is the truth. */
const OWN_KEYS: ReadonlySet<string> = new Set(['__key__', 'image'])

/**
 * The fields of the json member, and what the other members tell: `text`, `label` and `id` where the json has none, then
 * `__key__` and `image`.
 *
 * @param archive   as rows name it; undefined for a compressed one, in which images have no place to be read at
 */
export function sampleLine(sample: TarSample, id: string, archive: string | undefined): SampleLine {
  const { json, problem } = readJson(sample)
  const { fields } = json
  const isFree = (key: string) => !Object.hasOwn(fields, key) || fields[key] === null
  const remove = new Set(OWN_KEYS)
  const ours: Record<string, unknown> = {}
  const given = { id, text: sample.text, label: sample.label?.trim() }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || !isFree(key)) continue
    ours[key] = value
    remove.add(key)
  }
  ours.__key__ = sample.key
  const images = sample.images.map((image) => imageField(image, archive))
  if (images.length > 0) ours.image = images.length === 1 ? images[0] : images
  const members = JSON.stringify(ours).slice(1, -1)
  const bytes = spliceJson(json.bytes, members, Object.keys(fields).some((key) => remove.has(key)) ? remove : undefined)
  const merged = Object.fromEntries(Object.entries(fields).filter(([key]) => !remove.has(key)))
  return { bytes, fields: { ...merged, ...ours }, hasOwnId: !('id' in ours), problem }
}

/** The whole member by its place; in a compressed archive only its name is left to tell. */
function imageField({ path, offset, length }: SampleImage, archive: string | undefined): TarMember | { path: string } {
  return archive === undefined ? { path } : { archive, offset, length, path }
}

function readJson({ json, problem }: TarSample): {
  json: { bytes: Buffer; fields: Record<string, unknown> }
  problem: RowError | undefined
} {
  const none = { bytes: EMPTY, fields: {} }
  if (json === undefined) return { json: none, problem }
  const line = oneLine(json)
  const read = parseJsonLine(line)
  if ('fields' in read) return { json: { bytes: line, fields: read.fields }, problem }
  const message = `Expected a JSON object in the json of the sample but received ${read.problem}.`
  return { json: none, problem: problem ?? { code: 'BAD_ROW', message, stage: 'read' } }
}

/** Line ends stand between tokens in JSON, never in strings. */
function oneLine(json: Buffer): Buffer {
  if (!json.includes(0x0a) && !json.includes(0x0d)) return json
  const line = Buffer.from(json)
  for (let i = 0; i < line.length; i++) if (line[i] === 0x0a || line[i] === 0x0d) line[i] = 0x20
  return line
}
