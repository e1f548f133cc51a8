import { readFile } from 'node:fs/promises'
import { assetPath } from '../assets.js'

/** One bundled figure, as `assets/sample/metadata.jsonl` has it. */
export interface SampleFigure {
  id: string
  /** Relative to `sampleFolder()`. */
  image: string
  caption: string
  context: string[]
  paper_id: string
  title: string
  subject: string
  kind: string
  license: string
  source: string
}

export function sampleFolder(): string {
  return assetPath('sample')
}

/** The figures that come with the package: drawn by the project, of papers that do not exist. */
export async function sampleFigures(): Promise<SampleFigure[]> {
  const text = await readFile(assetPath('sample/metadata.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SampleFigure)
}
