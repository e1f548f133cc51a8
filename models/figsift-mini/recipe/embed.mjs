// Embeddings by figsift's own pipeline: node embed.mjs MODEL_FOLDER images|texts IN.json OUT.npy, after `npm run compile`.
// IN is a JSON array of image paths or of texts. Rows that fail stop it.
import { readFileSync } from 'node:fs'
import { embedImages, embedTexts, Matrix } from '../../../dist/index.js'

const [, , model, what, input, out] = process.argv
const items = JSON.parse(readFileSync(input, 'utf8'))
const { embeddings, errors } = await (what === 'images' ? embedImages : embedTexts)(items, { model, threads: 2 })
const failed = errors?.findIndex((error) => error) ?? -1
if (failed >= 0) throw new Error(`${items[failed]}: ${errors[failed].message}`)
await Matrix.write(out, embeddings)
