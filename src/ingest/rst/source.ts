import type { PaperSource } from '../source.js'

/** Papers in reStructuredText: SciPy and EuroSciPy proceedings, Sphinx. */
export const rstSource: PaperSource = {
  kind: 'papers',
  name: 'rst',
  endings: ['.rst', '.rest'],
  units: 'file',
  accepts: (path) =>
    /\.(?:rst|rest)$/i.test(path) && !/(?:^|\/)(?:readme|changelog|contributing|index|history)\b[^/]*$/i.test(path),
  // Loaded where it runs, which is a thread of its own.
  parse: async (bytes, options) => (await import('./parseRst.js')).parseRst(bytes, options),
}
