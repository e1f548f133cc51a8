// Makes assets/idf/english.tsv.gz from a word-frequency list: node scripts/idf/english.mjs frequency_dictionary_en_82_765.txt
// Where the list comes from, its licence and its hash: assets/idf/README.md.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const SOURCE_SHA256 = 'edc9d80aca4207df2b782665c346868a853b078dcf52622a99d94865bbbd49a1'

// A document of the table is a text of 30 words: the mean of 312 real captions is 31.
const DOCUMENT_WORDS = 30
const DOCUMENTS = 1_000_000
// A list of words says nothing of numbers, which every axis is full of: each counts as one word in a thousand.
const NUMBER_FREQUENCY = 1e-3

const [, , path] = process.argv
const source = readFileSync(path)
const sourceSha256 = createHash('sha256').update(source).digest('hex')
if (sourceSha256 !== SOURCE_SHA256) {
  console.error(`Expected the list with sha256 ${SOURCE_SHA256} but ${path} has ${sourceSha256}.`)
  process.exit(1)
}

const counts = new Map()
let total = 0
for (const line of source
  .toString('utf8')
  .replace(/^\uFEFF/, '')
  .split(/\r?\n/)) {
  const [word, count] = line.split(' ')
  if (!(Number(count) > 0)) continue
  total += Number(count)
  if (/^[a-z0-9]{2,}$/.test(word)) counts.set(word, Number(count))
}

/** Of a million documents, how many hold the word at least once, its occurrences being independent; two digits are kept. */
function documentsWith(frequency) {
  return Math.max(1, Math.round(Number((DOCUMENTS * -Math.expm1(-frequency * DOCUMENT_WORDS)).toPrecision(2))))
}

const groups = new Map()
for (const [word, count] of counts) {
  const documents = documentsWith(count / total)
  const group = groups.get(documents)
  if (group === undefined) groups.set(documents, [word])
  else group.push(word)
}

const header = {
  name: 'english-1',
  documents: DOCUMENTS,
  documentWords: DOCUMENT_WORDS,
  numberDocuments: documentsWith(NUMBER_FREQUENCY),
  words: counts.size,
  sourceSha256,
}
const lines = [...groups]
  .sort((a, b) => b[0] - a[0])
  .map(([documents, words]) => `${documents}\t${words.sort().join(' ')}`)
const table = Buffer.from(`${JSON.stringify(header)}\n${lines.join('\n')}\n`)
const target = new URL('../../assets/idf/', import.meta.url)
mkdirSync(target, { recursive: true })
const packed = gzipSync(table, { level: 9 })
writeFileSync(new URL('english.tsv.gz', target), packed)
console.log(`${counts.size} words in ${groups.size} groups, ${packed.length} bytes in ${fileURLToPath(target)}`)
console.log(`sha256 of the unpacked table: ${createHash('sha256').update(table).digest('hex')}`)
