const LEVELS: Readonly<Record<string, number>> = {
  part: 0,
  chapter: 1,
  section: 2,
  subsection: 3,
  subsubsection: 4,
  paragraph: 5,
  subparagraph: 6,
}

/** How deep a heading macro is; undefined for other macros. */
export const headingLevel = (macro: string): number | undefined =>
  Object.hasOwn(LEVELS, macro) ? LEVELS[macro] : undefined

/** The headings that the reader is under. */
export class SectionPath {
  #path: readonly { readonly level: number; readonly title: string }[] = []

  enter(level: number, title: string): void {
    const outer = this.#path.filter((heading) => heading.level < level)
    this.#path = title === '' ? outer : [...outer, { level, title }]
  }

  titles(): string[] {
    return this.#path.map((heading) => heading.title)
  }
}
