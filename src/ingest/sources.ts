import { ArgumentError } from '../errors.js'
import type { Source, SourceName } from './source.js'

/** Each source loads its parser only when it is asked for. */
const LOADERS: Readonly<Partial<Record<SourceName, () => Promise<Source>>>> = {
  latex: async () => (await import('./latex/latexSource.js')).latexSource,
  jats: async () => (await import('./jats/jatsSource.js')).jatsSource,
  mineru: async () => (await import('./mineru/parseMineru.js')).mineruSource,
  markdown: async () => (await import('./markdown/source.js')).markdownSource,
  rst: async () => (await import('./rst/source.js')).rstSource,
  's1-mmalign': async () => (await import('./published/s1mmalign.js')).s1mmalignSource,
  mmsci: async () => (await import('./published/mmsci.js')).mmsciSource,
  sciir: async () => (await import('./published/sciir.js')).sciirSource,
  llava: async () => (await import('./published/llava.js')).llavaSource,
  docling: async () => (await import('./docling/parseDocling.js')).doclingSource,
}

/** @throws ArgumentError for a name that is no source */
export async function openSource(name: SourceName): Promise<Source> {
  const load = LOADERS[name]
  if (load === undefined) {
    throw new ArgumentError(`Expected one of ${Object.keys(LOADERS).join(', ')} for \`from\` but received "${name}".`)
  }
  return load()
}
