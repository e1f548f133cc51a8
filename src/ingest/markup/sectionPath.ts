/** Headings from outer to inner, at one place of a document. */
export class SectionPath {
  #open: { depth: number; title: string }[] = []
  #path: readonly string[] = []

  /** Shared between paragraphs; a new list after each heading. */
  get path(): readonly string[] {
    return this.#path
  }

  /** @param depth 1 for the outermost */
  enter(depth: number, title: string): void {
    this.#open = this.#open.filter((heading) => heading.depth < depth)
    this.#open.push({ depth, title })
    this.#path = this.#open.map((heading) => heading.title)
  }
}
