/** Image members by the last part of their extension, as image readers know them; what a file is, its bytes tell. */
const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(
  'png jpg jpeg jpe jfif webp tif tiff gif bmp svg avif ppm pgm pbm pnm'.split(' '),
)
const TEXT_EXTENSIONS: ReadonlySet<string> = new Set(['txt', 'text', 'caption'])

/** What a member of a sample is to us; `other` travels with the sample and is not looked at. */
export type MemberRole = 'json' | 'text' | 'class' | 'image' | 'other'

export interface MemberKey {
  /** What the members of one sample have in common. */
  key: string
  /** In lower case, without its dot. */
  extension: string
  role: MemberRole
}

/**
 * Which sample a member belongs to: the key is its path up to the first dot of the file's name, the rest is the extension.
 *
 * @returns undefined for names without a dot, hidden files, and names like `__this__` at the top, which are no part of samples
 * @see webdataset 1.0, `base_plus_ext` and `tar_file_iterator`
 */
export function memberKey(name: string): MemberKey | undefined {
  const begin = name.lastIndexOf('/') + 1
  const dot = name.indexOf('.', begin)
  if (dot <= begin || /^__[^/]*__(?:$|\/)/.test(name)) return undefined
  const extension = name.slice(dot + 1).toLowerCase()
  return { key: name.slice(0, dot), extension, role: roleOf(extension) }
}

function roleOf(extension: string): MemberRole {
  if (extension === 'json') return 'json'
  if (TEXT_EXTENSIONS.has(extension)) return 'text'
  if (extension === 'cls') return 'class'
  return IMAGE_EXTENSIONS.has(extension.slice(extension.lastIndexOf('.') + 1)) ? 'image' : 'other'
}

/** True for keys that would lead out of the folder they are unpacked in. */
export const leadsOut = (key: string): boolean => key.startsWith('/') || key.split('/').includes('..')
