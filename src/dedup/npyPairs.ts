import { open } from 'node:fs/promises'
import type { SimilarPairs } from '../binding.js'
import { throwIfAborted } from '../validate.js'
import type { PairSink } from './pairSink.js'

const RECORD_BYTES = 16
/** Pairs written at once: 1 MiB. */
const PIECE = 65_536
/** The header has this length whatever the count, which is known last. */
const HEADER_BYTES = 192

/** A `.npy` file with one structured array, which NumPy maps: `np.load(path, mmap_mode='r')['cosine']`. */
export async function openNpyPairs(path: string, _folder: string, signal?: AbortSignal): Promise<PairSink> {
  const file = await open(path, 'wx')
  const write = async (bytes: Uint8Array, position: number) => {
    for (let at = 0; at < bytes.length; ) {
      at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten
    }
  }
  let count = 0
  await write(header(0), 0)
  return {
    async write({ left, right, cosine }: SimilarPairs) {
      for (let begin = 0; begin < left.length; begin += PIECE) {
        throwIfAborted(signal)
        const end = Math.min(begin + PIECE, left.length)
        const records = new ArrayBuffer((end - begin) * RECORD_BYTES)
        const [rows, cosines] = [new Uint32Array(records), new Float64Array(records)]
        for (let i = 0; i < end - begin; i++) {
          rows[4 * i] = left[begin + i]!
          rows[4 * i + 1] = right[begin + i]!
          cosines[2 * i + 1] = cosine[begin + i]!
        }
        await write(new Uint8Array(records), HEADER_BYTES + count * RECORD_BYTES)
        count += end - begin
      }
    },
    finish: () => write(header(count), 0),
    [Symbol.asyncDispose]: () => file.close(),
  }
}

function header(count: number): Uint8Array {
  const fields = "[('left', '<u4'), ('right', '<u4'), ('cosine', '<f8')]"
  const head = Buffer.alloc(HEADER_BYTES, ' ')
  Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0]).copy(head)
  head.writeUInt16LE(HEADER_BYTES - 10, 8)
  head.write(`{'descr': ${fields}, 'fortran_order': False, 'shape': (${count},), }`, 10, 'latin1')
  head.write('\n', HEADER_BYTES - 1, 'latin1')
  return head
}
