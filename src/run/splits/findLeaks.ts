import { eachRow } from '../../concurrency.js'
import { hammingJoin } from '../../dedup/hammingJoin.js'
import { collapsedJoin } from '../../dedup/joinOperands.js'
import { DEFAULT_PAIR_LIMIT } from '../../dedup/operands.js'
import { resolveThreads } from '../../device.js'
import type { MethodResults } from '../../split/countOverlap.js'
import { ItemLeaks, type MethodLeaks } from '../../split/itemLeaks.js'
import type { LeakOptions } from './leakOptions.js'
import type { SplitTable } from './splitTable.js'
import { textLeaks } from './textLeaks.js'

/**
 * What ties rows of different parts together, by every method that the dataset has columns for.
 *
 * @param parts [n] part of each row; `partCount` or more for a row in no part
 */
export async function findLeaks(
  table: SplitTable,
  parts: Uint8Array,
  partCount: number,
  options: LeakOptions,
): Promise<MethodResults> {
  const { papers, bytes, hashes, texts, group, groups } = table
  const equal = async (items: Uint32Array, count: number, known?: MethodLeaks) =>
    (await ItemLeaks.from(items, count, parts, partCount)).rows(known)
  const paper = await equal(papers.of, papers.size)
  const { text, shingles } = await textLeaks(table, parts, partCount, options)
  return {
    paper: papers.size === 0 ? { why: 'no row has a paper id' } : paper,
    // Papers that only a DOI, an arXiv id or a title ties together.
    link: await equal(group, groups.size, paper),
    bytes: bytes.size === 0 ? { why: 'no column sha256' } : await equal(bytes.of, bytes.size),
    phash:
      hashes.size === 0
        ? { why: 'no column phash: `figsift score` writes it' }
        : await hashLeaks(table, parts, partCount, options),
    embedding: await embeddingLeaks(parts, partCount, options),
    text: texts.size === 0 ? { why: 'no text of 5 words or more' } : text,
    shingles: texts.size === 0 ? { why: 'no text of 5 words or more' } : shingles,
  }
}

async function hashLeaks(
  { hashes }: SplitTable,
  parts: Uint8Array,
  partCount: number,
  { phashRadius, call }: LeakOptions,
): Promise<MethodLeaks> {
  const leaks = await ItemLeaks.from(hashes.of, hashes.size, parts, partCount)
  if (phashRadius > 0) {
    const numbers = BigUint64Array.from(hashes.values(), (hex) => BigInt(`0x${hex}`))
    const { left, right, bits } = await hammingJoin(numbers, { radius: phashRadius, ...call })
    await eachRow(left.length, (i) => leaks.connect(left[i]!, right[i]!, -bits[i]!))
  }
  return leaks.rows()
}

async function embeddingLeaks(
  parts: Uint8Array,
  partCount: number,
  { embeddings, minCosine, call }: LeakOptions,
): Promise<MethodLeaks | { why: string }> {
  if (embeddings === undefined || minCosine === undefined) return { why: 'no embeddings were given' }
  const settings = {
    ...call,
    minCosine,
    limit: DEFAULT_PAIR_LIMIT,
    explain: false,
    threads: resolveThreads(call.threads),
  }
  const { firstOf, left, right, cosine } = await collapsedJoin({ name: 'embeddings', matrix: embeddings }, settings)
  const leaks = await ItemLeaks.from(firstOf, firstOf.length, parts, partCount)
  await eachRow(left.length, (i) => leaks.connect(left[i]!, right[i]!, cosine[i]!))
  return leaks.rows()
}
