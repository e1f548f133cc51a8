import type { PaperSource } from '../sources.js'
import { parseJats } from './parseJats.js'

/** JATS XML: every file is an article of its own. */
export const jatsSource: PaperSource = {
  kind: 'papers',
  name: 'jats',
  units: 'file',
  accepts: (path) => /\.(?:nxml|xml|jats)$/i.test(path) && !/(?:^|\/)(?:META-INF\/|\.)/.test(path),
  parse: parseJats,
}
