// Embeddings by figsift's own pipeline: node embed.mjs MODEL_FOLDER images|texts IN.json OUT.npy, after `npm run compile`.
// IN is a JSON array of image paths or of texts. An empty text gives a row of zeros; any other failure stops it.
import { readFileSync } from 'node:fs'
import { embedImages, embedTexts, Matrix } from '../../../dist/index.js'

const [, , model, what, input, out] = process.argv
const items = JSON.parse(readFileSync(input, 'utf8'))
const options = { model, threads: 2, ...(what === 'images' && { allowOutside: true }) }
const { embeddings, errors } = await (what === 'images' ? embedImages : embedTexts)(items, options)
const failed = errors.findIndex((error) => error !== null && error.code !== 'TEXT_MISSING')
if (failed >= 0) throw new Error(`${items[failed]}: ${errors[failed].message}`)
await Matrix.write(out, embeddings)
