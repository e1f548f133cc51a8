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
    styleSheet(),
    linkModules(assetPath('report/js/main.js')),
    minified(createRequire(library), 'd3', 'd3.min.js'),
    minified(require, '@observablehq/plot', 'plot.umd.min.js'),
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

/** In this order: what stands later wins. */
const STYLES = ['base', 'frame', 'words', 'tables', 'charts', 'galleries', 'parts', 'large', 'media']

async function styleSheet(): Promise<string> {
  const sheets = STYLES.map((name) => readFile(assetPath(`report/css/${name}.css`), 'utf8'))
  return (await Promise.all(sheets)).join('')
}

/**
 * The browser's file of a package, wherever npm put it, after its licence, which asks to be in every copy. Packages keep
 * the file in `dist`, beside the folder of their entry.
 */
async function minified(require: NodeJS.Require, name: string, file: string): Promise<string> {
  const root = join(dirname(require.resolve(name)), '..')
  const [licence, script] = await Promise.all([
    readFile(join(root, 'LICENSE'), 'utf8'),
    readFile(join(root, 'dist', file), 'utf8'),
  ])
  return `/*! ${name}\n\n${licence.replaceAll('*/', '* /')}*/\n${script}`
}

function hashed(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
