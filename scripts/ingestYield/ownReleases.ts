import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type SampleFigure, sampleFigures, sampleFolder } from '../../src/demo/sampleFigures.js'

/** The archive of S1-MMAlign is cut into some parts. */
const PART_BYTES = 300_000

const figures = await sampleFigures()

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
}

function copyImage(figure: SampleFigure, path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  cpSync(join(sampleFolder(), figure.image), path)
}

/** The bundled figures in the layout of S1-MMAlign, their images in an archive in parts. */
export function ownS1MMAlign(folder: string): string {
  const subset = join(folder, 'biorxiv')
  const lines = figures.map((figure) => {
    const path = `images/${figure.paper_id}/${basename(figure.image)}`
    copyImage(figure, join(subset, path))
    const { paper_id: doi, title, caption, subject: categories } = figure
    return JSON.stringify({ doi, title, image_path: path, caption, recaption: caption, categories })
  })
  write(join(subset, 'jsonl/biorxiv_recaption.jsonl'), lines.join('\n'))
  const archive = join(subset, 'images.tar.gz')
  execFileSync('tar', ['czf', archive, '-C', subset, 'images'])
  execFileSync('split', ['-b', String(PART_BYTES), archive, `${archive}.part`])
  for (const path of [archive, join(subset, 'images')]) rmSync(path, { recursive: true })
  return folder
}

/** The bundled figures as articles of MMSci. */
export function ownMMSci(folder: string): string {
  for (const [id, own] of byPaper(figures)) {
    const { subject, title } = own[0]!
    const home = join(folder, 'Samples', subject, id)
    for (const figure of own) copyImage(figure, join(home, basename(figure.image)))
    write(join(home, `${id}_data.json`), {
      unique_id: id,
      title,
      abstract: '',
      sections: [{ section: 'Results', content: own.flatMap(({ context }) => context).join('\n') }],
      images: own.map(({ image, caption }, i) => ({
        image_filename: basename(image),
        caption: `Fig. ${i + 1}: ${caption}`,
        description: '',
      })),
      references: [],
    })
  }
  return folder
}

function byPaper(all: readonly SampleFigure[]): Map<string, SampleFigure[]> {
  const groups = new Map<string, SampleFigure[]>()
  for (const figure of all) groups.set(figure.paper_id, [...(groups.get(figure.paper_id) ?? []), figure])
  return groups
}

/** The bundled figures as a pre-training file of LLaVA. */
export function ownLlava(folder: string): string {
  const rows = figures.map((figure) => {
    copyImage(figure, join(folder, figure.image))
    const turns = [
      { from: 'human', value: '<image>\nDescribe the figure.' },
      { from: 'gpt', value: figure.caption },
    ]
    return { id: figure.id, image: figure.image, conversations: turns }
  })
  write(join(folder, 'chat.json'), rows)
  return folder
}
