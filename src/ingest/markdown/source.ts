import type { PaperSource } from '../source.js'

const NOT_PAPERS =
  /^(?:readme|contributing|changelog|changes|history|license|licence|code_of_conduct|security|authors|todo|news)\b/i

/** Papers in Markdown: JOSS, pandoc and pandoc-crossref, Quarto, R Markdown, MyST, GitHub. */
export const markdownSource: PaperSource = {
  kind: 'papers',
  name: 'markdown',
  endings: ['.md', '.markdown', '.qmd', '.rmd', '.myst'],
  units: 'file',
  accepts: (path) => {
    const file = path.split('/').at(-1)!
    return /\.(?:md|markdown|qmd|rmd|myst)$/i.test(file) && !NOT_PAPERS.test(file)
  },
  // Loaded where it runs, which is a thread of its own.
  parse: async (bytes, options) => (await import('./parseMarkdown.js')).parseMarkdown(bytes, options),
}
