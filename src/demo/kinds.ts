/** What can be wrong with a figure of the demo, in the order in which the demo reports it. */
export const KINDS = {
  'copy-bytes': { count: 3, group: 'duplicate', label: 'the same file under another name' },
  'copy-reencoded': { count: 4, group: 'duplicate', label: 'the same pixels, saved again (PNG, lossless WebP)' },
  'near-rescaled': { count: 3, group: 'duplicate', label: 'rescaled to 90 %' },
  'near-jpeg': { count: 3, group: 'duplicate', label: 'saved as JPEG, quality 60' },
  'near-cropped': { count: 3, group: 'duplicate', label: 'border of 2 % cut off' },
  'near-grey': { count: 2, group: 'duplicate', label: 'turned to grey' },
  'near-brighter': { count: 2, group: 'duplicate', label: '8 % brighter' },
  'image-truncated': { count: 2, group: 'broken', label: 'image file cut short' },
  'image-missing': { count: 1, group: 'broken', label: 'image file missing' },
  'image-lfs-pointer': { count: 1, group: 'broken', label: 'Git LFS pointer instead of the image' },
  'image-tiny': { count: 1, group: 'useless', label: 'image of 48 pixels' },
  'image-blank': { count: 1, group: 'useless', label: 'blank image' },
  'caption-swapped': { count: 10, group: 'caption', label: 'caption of another figure' },
} as const

/** duplicate: an extra row; broken and useless: the row's image; caption: the row's text. */
export type FaultGroup = 'duplicate' | 'broken' | 'useless' | 'caption'

export type PlantedKind = keyof typeof KINDS

export const KIND_NAMES = Object.keys(KINDS) as PlantedKind[]

/** One planted fault: the truth that the findings are held against. */
export interface Planted {
  kind: PlantedKind
  /** The row that has the fault; for duplicates, the added row. */
  id: string
  /** Duplicates: the row it was copied from. Swapped captions: the row whose caption and context it carries. */
  partner?: string
}
