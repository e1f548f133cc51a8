import type { RowError } from '../../errors.js'
import { FormatError } from '../../errors.js'
import { MAX_IMAGES_PER_ROW, MAX_TEXT_CHARS } from '../record.js'
import { leadsOut, type MemberRole, memberKey } from './memberKey.js'
import type { TarBytes } from './tarBytes.js'
import { cutOff } from './tarBytes.js'
import { type ArchiveMember, isFile, tarMembers } from './tarMembers.js'

/** An image of a sample. */
export interface SampleImage {
  path: string
  offset: number
  length: number
  /** Where they were asked for. */
  bytes?: Buffer
}

/** Neighbouring members with one key. */
export interface TarSample {
  key: string
  /** Offset of its first member's header. */
  begin: number
  json: Buffer | undefined
  /** Of the first text member, and of the first class. */
  text: string | undefined
  label: string | undefined
  images: SampleImage[]
  /** What is wrong with it. Its members travel all the same. */
  problem: RowError | undefined
}

export interface SampleOptions {
  /** Largest json member. */
  maxJsonBytes: number
  /** Largest image that is read; larger ones keep their place and have no bytes. */
  maxImageBytes: number
  /** Reads the images' bytes, for archives in which they cannot be found again. */
  withImages: boolean
}

/** UTF-8 has at most three bytes for each unit that the limit counts. */
const MAX_TEXT_BYTES = 3 * MAX_TEXT_CHARS
/** More are no sample: a name without a dot in the right place makes a whole archive one. */
const MAX_MEMBERS = 10_000

/** The samples of an archive in order, each with what a row needs of it. */
export async function* tarSamples(
  bytes: TarBytes,
  file: string,
  options: SampleOptions,
): AsyncGenerator<TarSample, void, undefined> {
  let open: TarSample | undefined
  let members = 0
  for await (const member of tarMembers(bytes, file)) {
    const place = memberKey(member.name)
    if (place === undefined) continue
    if (place.key !== open?.key) {
      if (open !== undefined) yield open
      open = newSample(place.key, member.begin)
      members = 0
    }
    if (++members > MAX_MEMBERS) throw tooMany(file, place.key)
    if (isFile(member)) await addMember(open, member, place.role, bytes, file, options)
  }
  if (open !== undefined) yield open
}

function newSample(key: string, begin: number): TarSample {
  const problem = leadsOut(key)
    ? badMember('PATH_OUTSIDE_DATASET', key, 'its path leads out of the archive')
    : undefined
  return { key, begin, json: undefined, text: undefined, label: undefined, images: [], problem }
}

async function addMember(
  sample: TarSample,
  { name, size, offset }: ArchiveMember,
  role: MemberRole,
  bytes: TarBytes,
  file: string,
  { maxJsonBytes, maxImageBytes, withImages }: SampleOptions,
): Promise<void> {
  const read = async (): Promise<Buffer> => {
    const content = await bytes.take(size)
    if (content.length < size) throw cutOff(file)
    return content
  }
  if (role === 'image') {
    // One more than a row may have, so that the row says so.
    if (sample.images.length > MAX_IMAGES_PER_ROW) return
    const isRead = withImages && size <= maxImageBytes && sample.images.length < MAX_IMAGES_PER_ROW
    sample.images.push({ path: name, offset, length: size, ...(isRead ? { bytes: await read() } : {}) })
  } else if (role === 'json') {
    if (sample.json !== undefined) sample.problem ??= badMember('BAD_ROW', name, 'the sample has two')
    else if (size > maxJsonBytes) sample.problem ??= badMember('FILE_TOO_LARGE', name, tooLarge(size, maxJsonBytes))
    else sample.json = await read()
  } else if (role !== 'other') {
    const field = role === 'text' ? 'text' : 'label'
    if (sample[field] !== undefined) return
    if (size > MAX_TEXT_BYTES) sample.problem ??= badMember('TEXT_TOO_LONG', name, tooLarge(size, MAX_TEXT_BYTES))
    else sample[field] = (await read()).toString('utf8')
  }
}

const tooLarge = (size: number, limit: number): string => `it has ${size} bytes, and at most ${limit} are read`

const badMember = (code: RowError['code'], name: string, what: string): RowError => ({
  code,
  message: `Expected a sample that can be read but left out the member ${JSON.stringify(name.slice(0, 200))}: ${what}.`,
  stage: 'read',
})

function tooMany(file: string, key: string): FormatError {
  return new FormatError(
    `Expected samples of at most ${MAX_MEMBERS} members in ${JSON.stringify(file)} but ${JSON.stringify(key.slice(0, 200))} ` +
      'has more. A sample is what has one name up to the first dot.',
    { file },
    'LIMIT_EXCEEDED',
  )
}
