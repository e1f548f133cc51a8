const ARCHIVE = /\.(?:tar|tar\.gz|tgz|gz)$/i

/** True for a name that says archive: .tar, .tar.gz, .tgz, and .gz, in which arXiv ships both archives and single files. */
export const isArchiveName = (path: string): boolean => ARCHIVE.test(path)

/** `2001.00001` of `2001/2001.00001.tar.gz`. */
export function archiveStem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(ARCHIVE, '')
}
