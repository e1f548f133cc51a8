// The words signal of every figure with every caption, [figures, captions] float32:
// node words_scores.mjs RECORDS.jsonl OUT.npy, after `npm run compile`. RECORDS has `image` (absolute) and `caption`.
import { readFileSync } from 'node:fs'
import { mapOrdered } from '../../../dist/concurrency.js'
import { decodeImage } from '../../../dist/image/decode.js'
import { readImage } from '../../../dist/image/readImage.js'
import { Matrix } from '../../../dist/matrix.js'
import { englishIdf } from '../../../dist/score/englishIdf.js'
import { FigureWords } from '../../../dist/score/figureWords.js'
import { OcrCache } from '../../../dist/score/ocrCache.js'
import { requireOcrPeers } from '../../../dist/score/ocrPeers.js'
import { ocrPictures } from '../../../dist/score/ocrPictures.js'
import { OcrPool } from '../../../dist/score/ocrPool.js'
import { ocrSettingsKey } from '../../../dist/score/ocrSettings.js'
import { wordsOf } from '../../../dist/score/words.js'
import { wordsScore } from '../../../dist/score/wordsScore.js'

const [, , records, out] = process.argv
const rows = readFileSync(records, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const peers = requireOcrPeers()
const cache = await OcrCache.open(new URL('../../../build/bench/ocr', import.meta.url).pathname, ocrSettingsKey(peers))
const pool = new OcrPool({ peers, threads: 1 })
const words = new FigureWords(pool, cache)
const read = async ({ image }) => {
  const file = await readImage(image, { root: '/' })
  const pixels = await decodeImage(file)
  return wordsOf(await (await words.start(file.sha256, () => ocrPictures(pixels))).text).words
}
const figures = []
for await (const found of mapOrdered(rows, read, { concurrency: 2 })) figures.push(found)
await pool.dispose()
await cache.close()
const idf = await englishIdf()
const texts = rows.map(({ caption }) => wordsOf(caption).words)
const data = new Float32Array(rows.length ** 2)
figures.forEach((found, i) => {
  texts.forEach((text, j) => {
    data[i * rows.length + j] = wordsScore(found, text, idf).score ?? 0
  })
})
await Matrix.write(out, Matrix.from({ data, rows: rows.length, cols: rows.length }))
