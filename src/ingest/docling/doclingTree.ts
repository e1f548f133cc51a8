import { asArray, asText, isObject, type JsonObject } from '../layout/jsonFields.js'

/** A node of a DoclingDocument, named by the pointer that refers to it: `#/texts/3`. */
export interface DoclingNode {
  readonly ref: string
  readonly node: JsonObject
  /** Level of nesting below the body, from 0. */
  readonly depth: number
}

const LISTS = [
  'texts',
  'pictures',
  'tables',
  'groups',
  'key_value_items',
  'form_items',
  'field_regions',
  'field_items',
] as const
const DEEPEST = 200

/** Looks up what a `{ $ref }`, or a `{ cref }` of old versions, points to. */
export class DoclingTree {
  readonly #document: JsonObject

  constructor(document: JsonObject) {
    this.#document = document
  }

  resolve(reference: unknown): { ref: string; node: JsonObject } | undefined {
    if (!isObject(reference)) return undefined
    const ref = asText(reference.$ref) ?? asText(reference.cref)
    const [, list, index] = /^#\/([a-z_]{1,40})\/(\d{1,9})$/.exec(ref ?? '') ?? []
    if (ref === undefined || list === undefined || !(LISTS as readonly string[]).includes(list)) return undefined
    const node = asArray(this.#document[list])[Number(index)]
    return isObject(node) ? { ref, node } : undefined
  }

  /** Each once: what is named a thousand times is no thousand captions. */
  resolveAll(references: unknown): { ref: string; node: JsonObject }[] {
    const found = new Map<string, JsonObject>()
    for (const reference of asArray(references)) {
      const resolved = this.resolve(reference)
      if (resolved !== undefined) found.set(resolved.ref, resolved.node)
    }
    return [...found].map(([ref, node]) => ({ ref, node }))
  }

  /**
   * All nodes of the body in reading order, each once. What `enter` refuses is given, but not gone into.
   *
   * A document that refers in circles, or deeper than any paper, is walked once and no deeper.
   */
  *walk(enter: (found: DoclingNode) => boolean): Generator<DoclingNode, void, undefined> {
    const seen = new Set<string>()
    const body = isObject(this.#document.body) ? this.#document.body : {}
    const stack: DoclingNode[] = this.#children(body, 0)
    while (stack.length > 0) {
      const found = stack.pop()!
      if (seen.has(found.ref)) continue
      seen.add(found.ref)
      yield found
      if (found.depth < DEEPEST && enter(found)) stack.push(...this.#children(found.node, found.depth + 1))
    }
  }

  /** In reverse, for the stack. */
  #children(node: JsonObject, depth: number): DoclingNode[] {
    return this.resolveAll(node.children)
      .map((found) => ({ ...found, depth }))
      .reverse()
  }
}
