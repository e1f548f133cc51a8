import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseMinimal } from '@unified-latex/unified-latex-util-parse'
import { describe, expect, it } from 'vitest'
import { readTree, type TexNode } from '../../../src/ingest/latex/syntaxTree.js'
import { sharedData } from '../../support/sharedData.js'
import { readUnit } from './paper.js'

const folder = sharedData === undefined ? '' : join(sharedData, 'latex')
const papers = folder === '' ? [] : readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())

function unit(name: string): Record<string, string> {
  const root = join(folder, name)
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => relative(root, join(entry.parentPath, entry.name)))
  return Object.fromEntries(
    paths.map((path) => [path, path.endsWith('.tex') ? readFileSync(join(root, path), 'utf8') : '']),
  )
}

describe.skipIf(folder === '')('real LaTeX sources', () => {
  it.each(papers.map(({ name }) => name))('%s has figures with captions and references to them', async (name) => {
    const { figures, paragraphs } = await readUnit(unit(name))
    expect(figures.length).toBeGreaterThan(0)
    for (const { caption, images, panels, extraction } of figures) {
      expect(caption?.text.length).toBeGreaterThan(10)
      expect(caption?.text).not.toMatch(/\\[a-z]+|figsift|\{|\}/)
      expect(images.length + panels.length > 0 || extraction.note !== null).toBe(true)
    }
    const keys = new Set(figures.flatMap(({ keys: own, panels }) => [...own, ...panels.map(({ key }) => key)]))
    const targets = paragraphs.flatMap(({ content }) => content.references.filter(({ kind }) => kind === 'figure'))
    expect(targets.length).toBeGreaterThan(0)
    for (const target of targets.flatMap(({ targets: own }) => own)) expect(keys).toContain(target)
  })

  // The peer is a full parser; ours is ten times as fast on these files, and must see the same environments.
  it('have the environments that unified-latex finds', () => {
    const name = 'juliacon-graphlab'
    const text = (unit(name)['sections/3_algorithms.tex'] ?? '').replace(/(^|[^\\])%.*\n?/g, '$1')
    const ours: string[] = []
    const visit = (nodes: readonly TexNode[]): void => {
      for (const node of nodes) {
        if (node.kind === 'environment') ours.push(node.name)
        if (node.kind === 'math' && node.name !== null) ours.push(node.name)
        if (node.kind === 'group' || node.kind === 'environment') visit(node.children)
      }
    }
    for (const piece of readTree(text, 0, text.length)) visit(piece)
    const theirs: string[] = []
    const walk = (node: unknown): void => {
      if (Array.isArray(node)) for (const each of node) walk(each)
      else if (typeof node === 'object' && node !== null && 'type' in node) {
        const { type, env, content } = node as { type: string; env?: string | { content: string }; content?: unknown }
        if (['environment', 'mathenv', 'verbatim'].includes(type))
          theirs.push(typeof env === 'string' ? env : (env?.content ?? ''))
        if (!/math/.test(type)) walk(content)
      }
    }
    walk(parseMinimal(text))
    expect(ours.sort()).toEqual(theirs.sort())
    expect(ours.length).toBeGreaterThan(10)
  })
})
