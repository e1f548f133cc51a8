import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { assetPath } from '../../assets.js'
import { linkModules } from './linkModules.js'

/** The page around the data; the same for every report. */
export interface PageParts {
  /** Up to where the data goes: head, style and skeleton. */
  head: string
  /** Scripts and the end. */
  tail: string
}

const require = createRequire(import.meta.url)

/** Builds the page around the data, with a policy that lets run what stands in it and nothing else. */
export async function pageParts(): Promise<PageParts> {
  const library = require.resolve('@observablehq/plot')
  const [skeleton, style, page, d3, plot] = await Promise.all([
    readFile(assetPath('report/page.html'), 'utf8'),
    readFile(assetPath('report/page.css'), 'utf8'),
    linkModules(assetPath('report/js/main.js')),
    readFile(minified(createRequire(library), 'd3', 'd3.min.js'), 'utf8'),
    readFile(minified(require, '@observablehq/plot', 'plot.umd.min.js'), 'utf8'),
  ])
  const scripts = [d3, plot, page]
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hashed(style)}`,
    `script-src ${scripts.map(hashed).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup anywhere, in the libraries neither.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const [head, tail] = skeleton
    .replace('POLICY', () => policy)
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .split('<!-- body -->')
  return { head: head!, tail: scripts.map((script) => `<script>${script}</script>\n`).join('') + tail! }
}

/** The browser's file of a package, wherever npm put it: both keep it in `dist`, beside the folder of their entry. */
function minified(require: NodeJS.Require, name: string, file: string): string {
  return join(dirname(require.resolve(name)), '..', 'dist', file)
}

function hashed(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
