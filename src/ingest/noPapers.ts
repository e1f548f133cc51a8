import { FigsiftError } from '../errors.js'
import { SOURCE_NAMES, type Source } from './source.js'
import { openSource } from './sources.js'
import type { OpenedSource } from './units/openUnits.js'

/** Why a source gave no paper: how many files it has, what is read of them, and what would read the others. */
export async function noPapers(input: string, source: Source, opened: OpenedSource): Promise<FigsiftError> {
  const paths = await opened.paths()
  const files = paths.length === 1 ? '1 file was' : `${paths.length.toLocaleString('en')} files were`
  const named = paths.filter(source.accepts).length
  const others = named > 0 ? [] : await othersFor(paths, source)
  const hint =
    others.length > 0
      ? `: ${others.map(({ name, n }) => `\`${name}\` (--from ${name}) reads ${n.toLocaleString('en')} of them`).join(', ')}.`
      : '. Look at `from` (--from), and at the names of the files.'
  return new FigsiftError(
    'FILE_NOT_FOUND',
    `Expected papers in ${JSON.stringify(input)} but ${files} looked at and none is one that \`${source.name}\` reads ` +
      `(names that end in ${source.endings.join(', ')}` +
      `${named > 0 ? `; of ${named.toLocaleString('en')} that do, none holds a paper` : ''})${hint}`,
    { file: input },
  )
}

/** The sources that accept most of the files, up to three. */
async function othersFor(paths: readonly string[], source: Source): Promise<{ name: string; n: number }[]> {
  const found: { name: string; n: number }[] = []
  for (const name of SOURCE_NAMES) {
    if (name === source.name) continue
    const { accepts } = await openSource(name)
    const n = paths.filter((path) => accepts(path)).length
    if (n > 0) found.push({ name, n })
  }
  return found.sort((a, b) => b.n - a.n).slice(0, 3)
}
