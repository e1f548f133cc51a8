import { chooseMainFile } from '../../../src/ingest/latex/mainFile.js'
import { parseLatex } from '../../../src/ingest/latex/parseLatex.js'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { memoryFiles } from './memoryFiles.js'

/** Reads a unit that lies in memory from its main file. */
export async function readUnit(contents: Readonly<Record<string, string | Uint8Array>>): Promise<PaperDocument> {
  const files = memoryFiles(contents)
  const documents = files.list().filter((path) => path.endsWith('.tex'))
  const [main = documents[0] as string] = await chooseMainFile(documents, files)
  return parseLatex(await files.read(main, 1e9), { name: main, files })
}

/** Reads a paper of one file: `body` stands between \begin{document} and \end{document}. */
export const readBody = (
  body: string,
  preamble = '',
  contents: Readonly<Record<string, string>> = {},
): Promise<PaperDocument> =>
  readUnit({
    ...contents,
    'main.tex': `\\documentclass{article}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}\n`,
  })

/** The readable caption of the only figure. */
export async function readCaption(caption: string, preamble = ''): Promise<string | undefined> {
  const body = `\\begin{figure}\\includegraphics{a.png}\\caption{${caption}}\\end{figure}`
  const { figures } = await readBody(body, preamble, { 'a.png': '' })
  return figures[0]?.caption?.text
}
