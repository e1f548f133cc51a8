import sharp from 'sharp'
import type { PlantedKind } from './kinds.js'

/** A file of the planted dataset; `bytes` is null where the fault is that there is no file. */
export interface PlantedFile {
  extension: 'png' | 'jpg' | 'webp'
  bytes: Buffer | null
}

/**
 * Makes the file that a fault leaves behind. The same bytes in give the same bytes out with one version of sharp.
 *
 * @param bytes the PNG of the bundled figure
 * @param variant counts the faults of one kind, so that they do not all come out alike
 */
export async function damageImage(bytes: Buffer, kind: PlantedKind, variant: number): Promise<PlantedFile> {
  const image = sharp(bytes)
  const { width, height } = await image.metadata()
  switch (kind) {
    case 'copy-bytes':
    case 'caption-swapped':
      return { extension: 'png', bytes }
    case 'copy-reencoded':
      return variant % 2 === 0
        ? {
            extension: 'png',
            bytes: await image.toColourspace('srgb').png({ palette: false, compressionLevel: 4 }).toBuffer(),
          }
        : { extension: 'webp', bytes: await image.webp({ lossless: true }).toBuffer() }
    case 'near-rescaled':
      return {
        extension: 'png',
        bytes: await image
          .resize({ width: Math.round(width * 0.9) })
          .png()
          .toBuffer(),
      }
    case 'near-jpeg':
      return { extension: 'jpg', bytes: await image.jpeg({ quality: 60 }).toBuffer() }
    case 'near-cropped': {
      const [left, top] = [Math.round(width * 0.02), Math.round(height * 0.02)]
      const inside = { left, top, width: width - 2 * left, height: height - 2 * top }
      return { extension: 'png', bytes: await image.extract(inside).png().toBuffer() }
    }
    case 'near-grey':
      return { extension: 'png', bytes: await image.greyscale().png().toBuffer() }
    case 'near-brighter':
      return { extension: 'png', bytes: await image.linear(1.08, 0).png().toBuffer() }
    case 'image-truncated':
      return variant % 2 === 0
        ? { extension: 'png', bytes: firstPart(bytes) }
        : { extension: 'jpg', bytes: firstPart(await image.jpeg({ quality: 90 }).toBuffer()) }
    case 'image-missing':
      return { extension: 'png', bytes: null }
    case 'image-lfs-pointer':
      return { extension: 'png', bytes: Buffer.from(lfsPointer(bytes.length)) }
    case 'image-tiny':
      return { extension: 'png', bytes: await image.resize({ width: 48 }).png().toBuffer() }
    case 'image-blank': {
      const white = { create: { width, height, channels: 3 as const, background: 'white' } }
      return { extension: 'png', bytes: await sharp(white).png().toBuffer() }
    }
  }
}

/** What a transfer that broke off leaves: the head is good, the end is gone. */
function firstPart(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6))
}

function lfsPointer(size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${'5f'.repeat(32)}\nsize ${size}\n`
}
