// Decodes and preprocesses images with transformers.js in a process of its own, so that neither side changes the other's
// sharp. One request a line: { paths, concurrency } answers { ms, cpuMs }, with { bytes: folder } also the pixels as bytes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CLIPImageProcessor, env, RawImage } from '@huggingface/transformers'

// The settings of openai/clip-vit-base-patch32.
const mean = [0.48145466, 0.4578275, 0.40821073]
const std = [0.26862954, 0.26130258, 0.27577711]
const processor = new CLIPImageProcessor({
  do_resize: true,
  size: { shortest_edge: 224 },
  resample: 3,
  do_center_crop: true,
  crop_size: { width: 224, height: 224 },
  do_convert_rgb: true,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: mean,
  image_std: std,
})

console.log(JSON.stringify({ version: env.version }))
for await (const line of createInterface({ input: process.stdin })) {
  const { paths, concurrency, bytes } = JSON.parse(line)
  const start = performance.now()
  const cpu = process.cpuUsage()
  let next = 0
  const lane = async () => {
    while (next < paths.length) {
      const index = next++
      const { pixel_values } = await processor(await RawImage.read(paths[index]))
      if (bytes === undefined) continue
      const samples = Uint8Array.from(pixel_values.data, (value, i) => {
        const channel = Math.floor(i / (224 * 224))
        return Math.min(255, Math.max(0, Math.round((value * std[channel] + mean[channel]) * 255)))
      })
      writeFileSync(join(bytes, `${index}.raw`), samples)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000 }))
}
