import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { assetPath } from '../assets.js'
import { Breather } from '../concurrency.js'
import { Idf } from './idf.js'

let loading: Promise<Idf> | undefined

/**
 * The table that ships with the package: 82 749 English words with the share of 30-word texts that hold them, derived
 * from Google Books counts. Its source, licence and hash are in `assets/idf/README.md`. Read once per process.
 */
export function englishIdf(): Promise<Idf> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<Idf> {
  const table = await promisify(gunzip)(await readFile(assetPath('idf/english.tsv.gz')))
  const sha256 = createHash('sha256').update(table).digest('hex')
  const lines = table.toString('latin1').split('\n')
  const { name, documents, numberDocuments } = JSON.parse(lines[0]!) as {
    name: string
    documents: number
    numberDocuments: number
  }
  // One line per count: the count, a tab, the words that have it.
  const documentsWith = new Map<string, number>()
  const breather = new Breather()
  for (const line of lines.slice(1)) {
    const [count, words] = line.split('\t')
    for (const word of words?.split(' ') ?? []) {
      documentsWith.set(word, Number(count))
      if (breather.isDue) await breather.breathe()
    }
  }
  return new Idf({ name, documents, sha256, documentsWith, numberDocuments })
}
