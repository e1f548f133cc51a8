import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const PYTHON = '/usr/bin/python3'
const SCRIPT = fileURLToPath(new URL('../../scripts/golden/pillow_decode.py', import.meta.url))

/** Why Pillow cannot be asked here; undefined where it can. */
export function whyNoPillow(): string | undefined {
  const probe = spawnSync(PYTHON, ['-c', 'import PIL, numpy; print(PIL.__version__)'], { encoding: 'utf8' })
  if (probe.error !== undefined) return `${PYTHON} is not installed`
  return probe.status === 0 ? undefined : `${PYTHON} has no Pillow or numpy`
}

/** What Pillow makes of one file; `error` instead of pixels where it refuses. */
export interface PillowImage {
  path: string
  /** Pillow's mode of the file as stored. */
  stored?: string
  /** L, LA, RGB or RGBA. */
  mode?: string
  width?: number
  height?: number
  /** Of the samples. */
  sha256?: string
  pixels?: Buffer
  error?: string
}

/** Lets Pillow decode files: EXIF orientation applied, palettes and CMYK to RGB, transparency to RGBA, 16 bits to 8 by the high byte. */
export function pillowDecode(paths: readonly string[]): PillowImage[] {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-pillow-'))
  try {
    const output = execFileSync(PYTHON, [SCRIPT, folder], { input: paths.join('\n'), maxBuffer: 1 << 26 })
    const lines = output.toString('utf8').trim().split('\n')
    return lines.map((line) => {
      const { raw, ...image } = JSON.parse(line) as PillowImage & { raw?: string }
      return raw === undefined ? image : { ...image, pixels: readFileSync(join(folder, raw)) }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Size and hash of what Pillow decodes, without moving the samples: several times faster. */
export async function pillowHashes(paths: readonly string[]): Promise<PillowImage[]> {
  const running = promisify(execFile)(PYTHON, [SCRIPT], { maxBuffer: 1 << 26 })
  running.child.stdin!.end(paths.join('\n'))
  const { stdout } = await running
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PillowImage)
}

/** How one picture differs from another of the same size, in samples; colour that alpha 0 hides does not count. */
export function difference(
  ours: Uint8Array,
  theirs: Uint8Array,
  channels: number,
): { differing: number; largest: number } {
  let differing = 0
  let largest = 0
  const alpha = channels === 2 || channels === 4 ? channels - 1 : -1
  for (let i = 0; i < ours.length; i++) {
    const delta = Math.abs(ours[i]! - theirs[i]!)
    if (delta === 0) continue
    const pixel = i - (i % channels)
    if (alpha >= 0 && i % channels !== alpha && ours[pixel + alpha] === 0 && theirs[pixel + alpha] === 0) continue
    differing++
    largest = Math.max(largest, delta)
  }
  return { differing, largest }
}

/** Brings L, LA, RGB or RGBA to RGBA, so that pictures can be compared whatever form they were given in. */
export function toRgba(data: Uint8Array, channels: number): Uint8Array {
  const rgba = new Uint8Array((data.length / channels) * 4)
  const isGrey = channels < 3
  for (let from = 0, to = 0; from < data.length; from += channels, to += 4) {
    rgba[to] = data[from]!
    rgba[to + 1] = data[from + (isGrey ? 0 : 1)]!
    rgba[to + 2] = data[from + (isGrey ? 0 : 2)]!
    rgba[to + 3] = channels % 2 === 0 ? data[from + channels - 1]! : 255
  }
  return rgba
}
