// A million rows in bounded memory: any (async) iterable in, results out in the same order.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { scorePairs } from 'figsift'

const sample = new URL('../assets/sample/', import.meta.url).pathname

async function* readRows() {
  for await (const line of createInterface({ input: createReadStream(`${sample}metadata.jsonl`) })) {
    const { id, image, caption } = JSON.parse(line)
    yield { id, image, text: caption }
  }
}

// What is cheap to know of image and text needs no model and no OCR.
let wide = 0
for await (const row of scorePairs.stream(readRows(), { signals: ['image'], imageRoot: sample })) {
  if (row.imageAspect > 1.5) wide++
  if (row.imageTableScore > 0.85) console.log(`${row.id}: laid out like a table`)
  if (row.id === 'wide-heads-f1') console.log(`${row.id}: phash ${row.phash}`)
}
console.log(`${wide} figures are wider than 3:2`)
