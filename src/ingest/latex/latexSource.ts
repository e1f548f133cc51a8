import type { PaperSource } from '../source.js'
import { chooseMainFile } from './mainFile.js'

/** LaTeX sources as arXiv gives them: a folder, or a tar of one, is a paper. */
export const latexSource: PaperSource = {
  kind: 'papers',
  name: 'latex',
  endings: ['.tex', '.ltx', '.latex'],
  units: 'folder',
  accepts: (path) => /\.(?:tex|ltx|latex)$/i.test(path),
  choose: chooseMainFile,
  // Loaded where it runs, which is a thread of its own.
  parse: async (bytes, options) => (await import('./parseLatex.js')).parseLatex(bytes, options),
}
