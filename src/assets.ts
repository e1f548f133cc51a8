import { fileURLToPath } from 'node:url'

/** Absolute path of a file shipped in `assets/`; the same from the sources and from the built package. */
export function assetPath(name: string): string {
  return fileURLToPath(new URL(`../assets/${name}`, import.meta.url))
}
