/**
 * Image.resize of Pillow against `resample`, per core, on the same bytes: 1600 x 1200 to 224 x 224, bicubic and
 * lanczos. Pillow times itself inside its own process, so that starting and talking to Python costs it nothing; ours
 * is timed from the call to the settled promise. Results must be equal before anything is timed.
 *
 * `cpu` is processor time of the whole process, the measure per core, which other work on the machine hardly touches;
 * `wall` is what a caller waits, with the way to a thread of ours and back.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { native, setIsa } from '../../src/binding.js'
import { resample } from '../../src/image/resample.js'
import { rngOf } from '../../test/support/random.js'
import { pairedRatio } from '../harness.js'

const python = process.env.FIGSIFT_PYTHON ?? '/usr/bin/python3'
const script = fileURLToPath(new URL('pillow_timer.py', import.meta.url))
const MODES = { 1: 'L', 3: 'RGB', 4: 'CMYK' } as const

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  const rows: object[] = []
  try {
    for (const channels of [1, 3, 4] as const) {
      for (const filter of quick ? (['bicubic'] as const) : (['bicubic', 'lanczos'] as const)) {
        rows.push(...(await compare(folder, channels, filter, quick)))
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { task: 'resize 1600 x 1200 to 224 x 224, 1 thread each, noise', rows }
}

async function compare(folder: string, channels: 1 | 3 | 4, filter: 'bicubic' | 'lanczos', quick: boolean) {
  const size = { width: 1600, height: 1200, toWidth: 224, toHeight: 224 }
  const rng = rngOf(channels)
  const pixels = Uint8Array.from({ length: size.width * size.height * channels }, () => rng.integer(0, 255))
  const path = join(folder, `${channels}.raw`)
  writeFileSync(path, pixels)
  const job = {
    mode: MODES[channels],
    width: size.width,
    height: size.height,
    to_width: size.toWidth,
    to_height: size.toHeight,
    filter,
    path,
  }
  const peer = await startPillow(job)
  if (peer === undefined) return [{ channels, filter, skipped: `${python} has no Pillow` }]
  try {
    const results: object[] = []
    for (const isa of native().cpu().available) {
      setIsa(native(), isa)
      const ours = () => resample(pixels, { ...size, channels, filter, threads: 1 })
      const sha256 = createHash('sha256')
        .update(await ours())
        .digest('hex')
      if (sha256 !== peer.sha256) throw new Error(`${isa}, ${channels} channels, ${filter}: not the bytes of Pillow`)
      const name = `${MODES[channels]} ${filter} ${isa}`
      const measure = (clock: 'cpu' | 'wall') =>
        pairedRatio({
          name: `${name} ${clock}`,
          ours: clock === 'wall' ? async () => void (await ours()) : () => cpuOf(ours),
          peer: async () => (await peer.time())[clock],
          pairs: quick ? 3 : 21,
          warmups: 2,
        })
      const [cpu, wall] = [await measure('cpu'), await measure('wall')]
      results.push({ channels, filter, isa, pillow: peer.version, cpu, wall })
      console.log(
        `${name}: ours ${cpu.oursMs.median.toFixed(2)} ms, Pillow ${peer.version} ${cpu.peerMs.median.toFixed(2)} ms ` +
          `of processor time, ratio ${cpu.ratio.median.toFixed(1)}; waiting ${wall.ratio.median.toFixed(1)}`,
      )
    }
    return results
  } finally {
    peer.stop()
  }
}

/** Processor time of this process, all threads, for several calls: one is too short for the clock. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const calls = 8
  const before = process.cpuUsage()
  for (let i = 0; i < calls; i++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / calls
}

/** A Python process that holds the picture and resizes it on request. */
async function startPillow(job: object) {
  const child = spawn(python, ['-B', script], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (line: string) => {
    child.stdin.write(`${line}\n`)
    const answer = await lines.next()
    return answer.done ? undefined : JSON.parse(answer.value)
  }
  const first: { pillow: string; sha256: string } | undefined = await ask(JSON.stringify(job))
  if (first === undefined) return undefined
  return {
    version: first.pillow,
    sha256: first.sha256,
    time: async () => (await ask('')) as { wall: number; cpu: number },
    stop: () => void child.stdin.end(),
  }
}
