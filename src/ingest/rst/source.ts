import type { PaperSource } from '../sources.js'
import { parseRst } from './parseRst.js'

/** Papers in reStructuredText: SciPy and EuroSciPy proceedings, Sphinx. */
export const rstSource: PaperSource = {
  kind: 'papers',
  name: 'rst',
  units: 'file',
  accepts: (path) =>
    /\.(?:rst|rest)$/i.test(path) && !/(?:^|\/)(?:readme|changelog|contributing|index|history)\b[^/]*$/i.test(path),
  parse: parseRst,
}
