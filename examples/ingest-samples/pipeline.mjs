// What the examples of ingest share: a source put together in a folder of its own, and the commands run on it one after
// the other, as on the command line.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const bin = join(here, '../../bin/figsift.cjs')
const figures = join(here, '../../assets/sample/images')

/**
 * Copies a sample and its images together, gives the folder to `work`, and removes it.
 *
 * @param imagesAt   where the images belong, relative to the sample
 */
export function withSample(name, imagesAt, work) {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-example-'))
  try {
    cpSync(join(here, name), join(folder, 'source'), { recursive: true })
    cpSync(figures, join(folder, 'source', imagesAt), { recursive: true })
    work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a command of figsift in `folder`; 3 says that some rows carry errors, which is no failure. */
export function figsift(folder, command) {
  console.log(`$ figsift ${command}`)
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...command.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0 && status !== 3) throw new Error(stderr)
  console.log(stdout + stderr)
}

export const rowsOf = (folder, file) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** The way of every source: ingest, score, find duplicates, keep what has an image and no error. */
export function ingestAndSift(source, { imagesAt = 'images', signals = 'clip' } = {}) {
  withSample(source, imagesAt, (folder) => {
    figsift(folder, `ingest source --from ${source} --out figures.jsonl`)
    figsift(folder, `score figures.jsonl --signals ${signals} --out scored.jsonl`)
    figsift(folder, 'dedup scored.jsonl --out deduped.jsonl')
    figsift(folder, 'filter deduped.jsonl --where dup_keep --out kept.jsonl')
    for (const { id, label, text, context, license, score } of rowsOf(folder, 'kept.jsonl')) {
      console.log(
        `${id}: ${label ?? 'no label'}, score ${score?.toFixed(2)}, licence ${license}, cited ${context.length} times`,
      )
      console.log(`  ${text}`)
    }
  })
}
