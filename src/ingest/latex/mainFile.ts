import { FigsiftError } from '../../errors.js'
import type { UnitFiles } from '../units/unitFiles.js'
import { decodeTex } from './decodeTex.js'
import { LIMITS } from './limits.js'

/** How many files are looked into. */
const MAX_LOOKED_AT = 200

const CLASS = /^[^%\n]*?\\(?:documentclass|documentstyle)\b/m
const BODY = /^[^%\n]*?\\begin\s*\{document\}/m
/** A file of a larger document that can be set by itself. */
const PART_CLASS = /^[^%\n]*?\\documentclass\s*(?:\[[^\]\n]{0,200}\])?\s*\{(?:subfiles|standalone)\}/m
const USUAL_NAMES = /^(?:ms|main|paper|article|manuscript|root|thesis|arxiv|template)\.tex$/i

/**
 * The file to begin with, of the TeX files of a folder: one with \documentclass and \begin{document}. Of several, that
 * which arXiv's `00README` calls top level, else that with a usual name (ms.tex, main.tex, paper.tex …), else that
 * highest in the folder, else the longest.
 *
 * @returns one path; none where no file is a document
 */
export async function chooseMainFile(documents: readonly string[], files: UnitFiles): Promise<string[]> {
  const named = await toplevelFile(files)
  if (named !== undefined && documents.includes(named)) return [named]
  let looked = 0
  const complete: { readonly path: string; readonly length: number }[] = []
  for (const path of documents.slice(0, MAX_LOOKED_AT)) {
    const text = await textOf(path, files)
    looked += text.length
    if (looked > LIMITS.totalBytes) break
    if (CLASS.test(text) && BODY.test(text) && !PART_CLASS.test(text)) complete.push({ path, length: text.length })
  }
  const rank = (path: string): number => (USUAL_NAMES.test(path.slice(path.lastIndexOf('/') + 1)) ? 0 : 1)
  const depth = (path: string): number => path.split('/').length
  complete.sort((a, b) => rank(a.path) - rank(b.path) || depth(a.path) - depth(b.path) || b.length - a.length)
  return complete.slice(0, 1).map(({ path }) => path)
}

/** What `00README` (either form) or `00README.json` calls the top-level file. */
async function toplevelFile(files: UnitFiles): Promise<string | undefined> {
  for (const readme of ['00README', '00README.XXX', '00README.json', '00README.yaml']) {
    if (!files.has(readme)) continue
    const text = await textOf(readme, files)
    const line = /^[ \t]*(\S{1,200}\.tex)[ \t]+toplevelfile\b/m.exec(text)?.[1]
    const entry = /"usage"\s*:\s*"toplevel"[^{}]{0,300}?"filename"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1]
    const reversed = /"filename"\s*:\s*"([^"]{1,200})"[^{}]{0,300}?"usage"\s*:\s*"toplevel"/.exec(text)?.[1]
    const found = line ?? entry ?? reversed
    if (found !== undefined) return found
  }
  return undefined
}

async function textOf(path: string, files: UnitFiles): Promise<string> {
  try {
    return decodeTex(await files.read(path, LIMITS.fileBytes), path)
  } catch (error) {
    if (!(error instanceof FigsiftError)) throw error
    return ''
  }
}
