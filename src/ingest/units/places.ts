/** Where the bytes of a file lie in a tar. */
export interface Place {
  readonly offset: number
  readonly size: number
}

/** Places of some files of a tar, as they are told to another thread. */
export interface ToldPlaces {
  /** Path of the tar; not compressed. */
  readonly archive: string
  readonly places: ReadonlyMap<string, Place>
}
