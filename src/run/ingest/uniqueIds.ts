import { IdHashes } from '../../dataset/idHashes.js'

/**
 * Ids of rows in the order in which they come; one that was given before gets `~2`, `~3`. Published datasets repeat theirs,
 * and no command reads a file with an id twice.
 *
 * Remembers hashes, as a dataset may have millions: an id whose hash another one has is changed without need.
 */
export class UniqueIds {
  readonly #given = new IdHashes()
  /** Of ids that came again: the number that was given last. */
  readonly #times = new Map<string, number>()

  take(id: string): string {
    if (this.#given.add(id)) return id
    let times = this.#times.get(id) ?? 1
    let own: string
    do own = `${id}~${++times}`
    while (!this.#given.add(own))
    this.#times.set(id, times)
    return own
  }
}
