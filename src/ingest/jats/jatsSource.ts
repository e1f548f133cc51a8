import type { PaperSource } from '../source.js'

/** JATS XML: every file is an article of its own. */
export const jatsSource: PaperSource = {
  kind: 'papers',
  name: 'jats',
  endings: ['.xml', '.nxml', '.jats'],
  units: 'file',
  accepts: (path) => /\.(?:nxml|xml|jats)$/i.test(path) && !/(?:^|\/)(?:META-INF\/|\.)/.test(path),
  // Loaded where it runs, which is a thread of its own.
  parse: async (bytes, options) => (await import('./parseJats.js')).parseJats(bytes, options),
}
