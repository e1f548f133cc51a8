// Resize a figure to what an encoder wants, with the very bytes that Pillow's Image.resize gives.
import { createHash } from 'node:crypto'
import { resample } from 'figsift'
import sharp from 'sharp'

const file = new URL('../assets/sample/images/alpine-lichen-f2.png', import.meta.url).pathname
const { data, info } = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })

const { width, height, channels } = info
const bytes = await resample(data, { width, height, channels, toWidth: 224, toHeight: 224, filter: 'bicubic' })

const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
console.log(`${width} x ${height} x ${channels} -> 224 x 224: ${bytes.length} bytes, sha256 ${digest}…`)
