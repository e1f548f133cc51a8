import type { BodyReader } from './bodyReader.js'
import { Cursor } from './cursor.js'
import { readTree } from './syntaxTree.js'

/** What a preamble may say about the paper; the rest of it is about looks. */
const READ = new Set(
  'title date abstract graphicspath numberwithin counterwithin renewcommand setcounter addtocounter'.split(' '),
)

/** Reads the flat text before \begin{document}. */
export function readPreamble(text: string, end: number, reader: BodyReader): void {
  for (const piece of readTree(text, 0, end)) {
    const cursor = new Cursor(piece)
    for (let node = cursor.next(); node !== null; node = cursor.next()) {
      if (node.kind === 'macro' && READ.has(node.name)) reader.block(node, cursor)
    }
  }
  reader.finish()
}
