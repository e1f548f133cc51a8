// Embeds figures and captions with transformers.js in a process of its own: the local model folder is the argument. One
// request a line: { paths, texts, batch, readAhead } answers { ms, cpuMs, firstImage, firstText }.
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'
import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  env,
  RawImage,
} from '@huggingface/transformers'

const folder = process.argv[2]
env.allowRemoteModels = false
env.localModelPath = dirname(folder)
const name = basename(folder)
const options = { dtype: 'fp32', device: 'cpu' }
const processor = await AutoProcessor.from_pretrained(name)
const tokenizer = await AutoTokenizer.from_pretrained(name)
const vision = await CLIPVisionModelWithProjection.from_pretrained(name, options)
const text = await CLIPTextModelWithProjection.from_pretrained(name, options)

console.log(JSON.stringify({ version: env.version }))
for await (const line of createInterface({ input: process.stdin })) {
  const { paths, texts, batch, readAhead } = JSON.parse(line)
  const start = performance.now()
  const cpu = process.cpuUsage()
  let first = []
  const read = (at) => Promise.all(paths.slice(at, at + batch).map((path) => RawImage.read(path)))
  let next = read(0)
  for (let at = 0; at < paths.length; at += batch) {
    const images = await next
    if (readAhead) next = read(at + batch)
    const { image_embeds } = await vision(await processor(images))
    const inputs = tokenizer(texts.slice(at, at + batch), { padding: true, truncation: true })
    const { text_embeds } = await text(inputs)
    if (at === 0) first = [image_embeds, text_embeds].map(({ data, dims }) => Array.from(data.slice(0, dims.at(-1))))
    if (!readAhead) next = read(at + batch)
  }
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, firstImage: first[0], firstText: first[1] }))
}
