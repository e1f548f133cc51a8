import { execFileSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sharedData } from './harness.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A CLIP pair of ViT-B/32's size with random weights, made once in `build/`; or why it cannot be made. */
export function vitb32(): { folder: string } | { skipped: string } {
  const folder = join(root, 'build', 'models', 'vit-b-32-random')
  if (existsSync(folder)) return { folder }
  const shared = sharedData()
  const tokenizer = shared === undefined ? [] : [join(shared, 'models', 'clip-vit-base-patch32')]
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  try {
    const python = process.env.FIGSIFT_PYTHON ?? '/usr/bin/python3'
    execFileSync(python, [join(root, 'scripts', 'models', 'vitb32.py'), partial, ...tokenizer], { stdio: 'pipe' })
  } catch (error) {
    return {
      skipped: `the model could not be made with torch and onnx: ${(error as Error).message.split('\n').at(-1)}`,
    }
  }
  renameSync(partial, folder)
  return { folder }
}
