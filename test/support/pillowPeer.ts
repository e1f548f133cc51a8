import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../scripts/golden/pillow_peer.py', import.meta.url))
const python = process.env.FIGSIFT_PYTHON ?? '/usr/bin/python3'

export interface PillowVersions {
  pillow: string
  numpy: string
  scipy: string
}

/** Asks scripts/golden/pillow_peer.py; undefined where Python has no Pillow, NumPy and SciPy. */
export function askPillow(cases: readonly object[]): { versions: PillowVersions; answers: Answer[] } | undefined {
  const input = cases.map((item) => `${JSON.stringify(item)}\n`).join('')
  const { status, stdout, stderr } = spawnSync(python, ['-B', script], { input, maxBuffer: 2 ** 30 })
  if (status === null || /ModuleNotFoundError/.test(String(stderr))) return undefined
  if (status !== 0) throw new Error(`pillow_peer.py failed: ${stderr}`)
  const [versions, ...answers] = String(stdout)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { versions, answers }
}

export interface Answer {
  /** Pixels in base64. */
  data?: string
  phash?: string
}

/** The versions of the peer, or undefined with a line that says why live comparisons are skipped. */
export function pillowVersions(): PillowVersions | undefined {
  const versions = askPillow([])?.versions
  if (versions === undefined) {
    console.warn(`Live comparisons with Pillow are skipped: ${python} lacks pillow, numpy or scipy (FIGSIFT_PYTHON).`)
  }
  return versions
}
