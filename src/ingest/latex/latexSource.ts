import type { PaperSource } from '../sources.js'
import { chooseMainFile } from './mainFile.js'
import { parseLatex } from './parseLatex.js'

/** LaTeX sources as arXiv gives them: a folder, or a tar of one, is a paper. */
export const latexSource: PaperSource = {
  kind: 'papers',
  name: 'latex',
  units: 'folder',
  accepts: (path) => /\.(?:tex|ltx|latex)$/i.test(path),
  choose: chooseMainFile,
  parse: parseLatex,
}
