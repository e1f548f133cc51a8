import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { annotate } from '../../src/dataset/annotate.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { FigsiftError } from '../../src/errors.js'
import { readImage } from '../../src/image/readImage.js'
import { tarFileHeader, tarPadding } from '../../src/tarHeader.js'
import { type Rng, rngOf } from '../../test/support/random.js'

const PNG = '\x89PNG\r\n\x1a\n'

export interface TarFinding {
  run: number
  reason: string
  archive: Buffer
}

/**
 * Reads and copies damaged archives; what is no error of ours, or an image that is not the member's bytes, is a finding.
 *
 * @param timeoutMs   a run that takes longer is one, too
 */
export async function fuzzTar({ runs, seed, timeoutMs }: { runs: number; seed: number; timeoutMs: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-fuzz-'))
  const findings: TarFinding[] = []
  let accepted = 0
  try {
    for (let run = 0; run < runs; run++) {
      const rng = rngOf(seed * 1_000_003 + run)
      const archive = damaged(rng, archiveOf(rng))
      const isCompressed = rng.uniform() < 0.3
      const path = join(folder, isCompressed ? 'in.tar.gz' : 'in.tar')
      writeFileSync(path, isCompressed ? gzipSync(archive) : archive)
      const work = readAll(path, join(folder, 'out.tar'))
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<string>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, `took more than ${timeoutMs} ms`)
      })
      const reason = await Promise.race([work, late])
      clearTimeout(timer)
      if (reason === 'accepted') accepted++
      else if (reason !== undefined) findings.push({ run, reason, archive })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return { findings, accepted }
}

async function readAll(path: string, out: string): Promise<string | undefined> {
  try {
    const dataset = await openDataset(path)
    const { rows } = await dataset.scan()
    let read = 0
    for await (const { record } of dataset.rows()) {
      read++
      for (const image of [record.image, ...(record.moreImages ?? [])]) {
        if (image === undefined || typeof image === 'string' || !('archive' in image)) continue
        const { bytes } = await readImage(image, { root: dataset.root }).catch((error) => {
          if (error instanceof FigsiftError) return { bytes: undefined }
          throw error
        })
        if (bytes !== undefined && !bytes.subarray(0, 8).equals(Buffer.from(PNG, 'latin1')))
          return 'other bytes than the image'
      }
    }
    if (read !== rows) return `${read} rows after a scan of ${rows}`
    await annotate(dataset, { sidecars: [], columns: [], out })
    const again = await (await openDataset(out)).scan()
    return again.rows === rows ? 'accepted' : `${again.rows} samples in the copy of ${rows}`
  } catch (error) {
    return error instanceof FigsiftError && error.code !== 'INTERNAL' ? undefined : String((error as Error).stack)
  }
}

const EXTENSIONS = ['png', 'json', 'txt', 'cls', 'a.png', 'bin']

/** A small archive that is in order: samples, folders, long names and pax headers. */
function archiveOf(rng: Rng): Buffer {
  const pieces: Buffer[] = []
  for (let sample = rng.integer(1, 6); sample > 0; sample--) {
    const key = rng.uniform() < 0.2 ? `${'long'.repeat(rng.integer(20, 40))}${sample}` : `s${sample}`
    for (const extension of EXTENSIONS) {
      if (rng.uniform() < 0.4) continue
      const name = `${key}.${extension}`
      const content = Buffer.from(
        extension.endsWith('png') ? PNG + key : extension === 'json' ? `{"k":"${key}"}` : key,
        'latin1',
      )
      const short = Buffer.byteLength(name) > 100 ? name.slice(-100) : name
      if (short !== name || rng.uniform() < 0.2) pieces.push(paxHeader(`path=${name}`))
      pieces.push(member(short, content, '0'))
    }
    if (rng.uniform() < 0.2) pieces.push(member(`d${sample}/`, Buffer.alloc(0), '5'))
  }
  return Buffer.concat([...pieces, Buffer.alloc(1024)])
}

function member(name: string, content: Buffer, type: string): Buffer {
  const header = tarFileHeader(name, content.length)!
  header.write(type, 156, 'latin1')
  return Buffer.concat([resummed(header), content, Buffer.alloc(tarPadding(content.length))])
}

function paxHeader(text: string): Buffer {
  const length = Buffer.byteLength(text) + 2
  const record = `${length + String(length + 2).length} ${text}\n`
  return member('PaxHeaders/x', Buffer.from(record), 'x')
}

/** With the checksum it must have, so that what follows it is looked at. */
function resummed(block: Buffer): Buffer {
  let sum = 8 * 0x20
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i]!
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

const FIELDS = [
  [0, 100],
  [124, 12],
  [156, 1],
  [257, 8],
  [345, 155],
] as const
const TYPES = '01234567xgLKSMXDV\0\x7f'

function damaged(rng: Rng, archive: Buffer): Buffer {
  let bytes = Buffer.from(archive)
  for (let count = rng.integer(0, 4); count > 0 && bytes.length >= 512; count--) {
    const at = 512 * rng.integer(0, Math.floor(bytes.length / 512) - 1)
    const block = bytes.subarray(at, at + 512)
    const kind = rng.integer(0, 6)
    if (kind === 0) bytes[rng.integer(0, bytes.length - 1)] = rng.integer(0, 255)
    else if (kind === 1) bytes = bytes.subarray(0, rng.integer(0, bytes.length))
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), block, bytes.subarray(at)])
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 512)])
    else if (kind === 4) resummed(block).write(TYPES[rng.integer(0, TYPES.length - 1)]!, 156, 'latin1')
    else {
      const [begin, length] = FIELDS[rng.integer(0, FIELDS.length - 1)]!
      for (let i = 0; i < length; i++) if (rng.uniform() < 0.5) block[begin + i] = rng.integer(0, 255)
    }
    if (kind > 3) resummed(block)
  }
  return bytes
}
