/**
 * Embedding the real figures and their captions with a ViT-B/32-sized pair, from files to vectors, against transformers.js
 * on the same model folder. Goal: 1.3 times its rate.
 *
 * transformers.js is installed by `npm ci` in bench/compare; it runs in a process of its own, in batches, reading the next
 * batch ahead or not, whichever of a few settings is its best. Both embed every image and every caption.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openDualEncoder } from '../../src/models/dualEncoder.js'
import { embedImages, embedTexts } from '../../src/models/embed.js'
import { cpuMs } from '../figures.js'
import { pairedRatio, sharedData, spread } from '../harness.js'
import { vitb32 } from '../vitb32.js'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const shared = sharedData()
  if (shared === undefined) return { skipped: 'the folder of real figures, ../shared/data, is not there' }
  if (!existsSync(here('node_modules/@huggingface/transformers'))) {
    return { skipped: 'transformers.js is not installed: run npm ci in bench/compare' }
  }
  const model = vitb32()
  if ('skipped' in model) return model
  const { paths, texts } = realPairs(shared, quick)
  const peer = await startPeer(model.folder)
  await using encoder = await openDualEncoder(model.folder)
  try {
    const few = quick ? 16 : 48
    const some = { paths: paths.slice(0, few), texts: texts.slice(0, few) }
    const tried: { batch: number; readAhead: boolean; ms: number }[] = []
    for (const batch of quick ? [8] : [1, 4, 8, 16]) {
      for (const readAhead of [false, true])
        tried.push({ batch, readAhead, ms: (await peer.run({ ...some, batch, readAhead })).ms })
    }
    const { batch, readAhead } = tried.reduce((best, one) => (one.ms < best.ms ? one : best))

    const cpu: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
    let ours: Float32Array[] = []
    let its: number[][] = []
    const embed = async () => {
      const [images, captions] = await Promise.all([
        embedImages(paths, { model: encoder, allowOutside: true }),
        embedTexts(texts, { model: encoder }),
      ])
      ours = [images.embeddings.slice(0, 1), captions.embeddings.slice(0, 1)]
    }
    const timed = await pairedRatio({
      name: 'figures and captions to embeddings, transformers.js against figsift',
      ours: async () => void cpu.ours.push(await cpuMs(embed)),
      peer: async () => {
        const answer = await peer.run({ paths, texts, batch, readAhead })
        cpu.peer.push(answer.cpuMs)
        its = [answer.firstImage, answer.firstText]
        return answer.ms
      },
      pairs: quick ? 1 : 3,
      warmups: quick ? 0 : 1,
    })
    // The texts must agree; the pictures do as far as its resizing allows.
    const [image, text] = ours.map((vector, i) => cosine(vector, its[i]!))
    if (text! < 0.9999) throw new Error(`Expected the same text embedding but the cosine is ${text}`)
    return {
      pairs: paths.length,
      transformersJs: peer.version,
      itsSettings: { batch, readAhead, tried },
      execution: encoder.execution,
      oursPerSecond: (paths.length / timed.oursMs.median) * 1000,
      itsPerSecond: (paths.length / timed.peerMs.median) * 1000,
      goal: 1.3,
      ratio: timed.ratio,
      processorTime: spread(cpu.ours.map((ms, i) => cpu.peer[i]! / ms)),
      cosineOfFirst: { image, text },
      timed,
    }
  } finally {
    peer.stop()
  }
}

function realPairs(shared: string, quick: boolean): { paths: string[]; texts: string[] } {
  const folder = join(shared, 'figures')
  const rows = readFileSync(join(folder, 'dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { image: string; caption: string })
    .filter(
      ({ image, caption }) =>
        caption !== '' && readFileSync(join(folder, image)).subarray(0, 7).toString() !== 'version',
    )
    .slice(0, quick ? 16 : undefined)
  return { paths: rows.map(({ image }) => join(folder, image)), texts: rows.map(({ caption }) => caption) }
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! ** 2
    bb += b[i]! ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

interface Answer {
  ms: number
  cpuMs: number
  firstImage: number[]
  firstText: number[]
}

async function startPeer(folder: string) {
  const script = here('transformersjs_clip_peer.mjs')
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('transformers.js ended early')
    return JSON.parse(value) as Answer & { version: string }
  }
  const { version } = await answer()
  return {
    version,
    run: async (request: { paths: readonly string[]; texts: readonly string[]; batch: number; readAhead: boolean }) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return answer()
    },
    stop: () => void child.kill(),
  }
}
