/** A row that names no paper. */
export const NO_GROUP = 0xffffffff

/** What says which paper a row is from, the surest first: the order in which a group is named. */
const KINDS = ['paper:', 'doi:', 'arxiv:', 'title:', 'column:', 'row:'] as const

/**
 * Rows that share a key, directly or through other rows, as they are met: the unit of a split.
 *
 * A key is a text that begins with one of KINDS. Memory: the different keys, and 12 bytes for each group.
 */
export class PaperGroups {
  readonly #groupOf = new Map<string, number>()
  #parent: Uint32Array = new Uint32Array(1024)
  readonly #names: string[] = []

  /** @returns a number that `root` takes, NO_GROUP without keys */
  add(keys: readonly string[]): number {
    let group = NO_GROUP
    for (const key of keys) {
      const known = this.#groupOf.get(key)
      const found = known === undefined ? this.#make(key) : this.root(known)
      if (known === undefined) this.#groupOf.set(key, found)
      group = group === NO_GROUP ? found : this.#join(group, found)
    }
    return group
  }

  /** The group that a number from `add` belongs to by now. */
  root(group: number): number {
    if (group === NO_GROUP) return NO_GROUP
    const parent = this.#parent
    let at = group
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }

  /** The group's smallest key of the surest kind: the same in whatever order the rows came. */
  nameOf(group: number): string {
    return this.#names[this.root(group)]!
  }

  /** Numbers that `add` gave are below this. */
  get size(): number {
    return this.#names.length
  }

  #make(key: string): number {
    const group = this.#names.length
    this.#names.push(key)
    if (group === this.#parent.length) {
      const larger = new Uint32Array(group * 2)
      larger.set(this.#parent)
      this.#parent = larger
    }
    this.#parent[group] = group
    return group
  }

  #join(a: number, b: number): number {
    if (a === b) return a
    const [into, from] = a < b ? [a, b] : [b, a]
    this.#parent[from] = into
    if (isBefore(this.#names[from]!, this.#names[into]!)) this.#names[into] = this.#names[from]!
    return into
  }
}

function isBefore(one: string, other: string): boolean {
  const rank = (key: string) => KINDS.findIndex((kind) => key.startsWith(kind))
  return rank(one) === rank(other) ? one < other : rank(one) < rank(other)
}
