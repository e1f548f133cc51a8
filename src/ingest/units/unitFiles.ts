/**
 * The files of one unit, a folder that a stranger filled. Paths are relative to it, with `/`; nothing outside is
 * reached, neither by name nor through links.
 */
export interface UnitFiles {
  /**
   * Sorted by code unit. Where a folder is one paper: all its files; else only those beside the document, for there may be
   * millions.
   */
  list(): readonly string[]
  /** True for a regular file inside. Any text may be asked for. */
  has(path: string): boolean
  /**
   * The whole file.
   *
   * @throws FigsiftError FILE_NOT_FOUND, PATH_OUTSIDE_DATASET, NOT_A_REGULAR_FILE; FILE_TOO_LARGE above `maxBytes`
   */
  read(path: string, maxBytes: number): Promise<Uint8Array>
  /**
   * The real path of a file inside, for readers that stream.
   *
   * @throws FigsiftError as `read`
   */
  locate(path: string): Promise<string>
}
