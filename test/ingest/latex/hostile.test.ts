import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/ingest/latex/limits.js'
import { chooseMainFile } from '../../../src/ingest/latex/mainFile.js'
import { parseLatex } from '../../../src/ingest/latex/parseLatex.js'
import { seededRandom } from '../../support/random.js'
import { memoryFiles } from './memoryFiles.js'
import { readBody, readUnit } from './paper.js'

const FIGURE = '\n\n\\begin{figure}\\includegraphics{a}\\caption{Last.}\\label{k}\\end{figure}\n\n'
const files = { 'a.png': '' }

/** Codes of the problems of a body, and the captions that were read all the same. */
async function read(body: string, preamble = '', contents: Record<string, string> = {}) {
  const { figures, problems } = await readBody(body, preamble, { ...files, ...contents })
  return {
    codes: [...new Set(problems.map(({ code }) => code))],
    captions: figures.map(({ caption }) => caption?.text),
  }
}

describe('hostile LaTeX', () => {
  it('includes itself only once', async () => {
    const { problems, figures } = await readUnit({
      ...files,
      'main.tex': `\\documentclass{article}\\begin{document}\\input{main}\\input{x}${FIGURE}\\end{document}`,
      'x.tex': '\\input{y}',
      'y.tex': '\\input{x}',
    })
    expect(problems.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'])
    expect(figures).toHaveLength(1)
  })

  it.each(['{', '\\begin{center}'])('says what it lost below %s that nobody closes', async (open) => {
    expect(await read(`${open.repeat(50)}${FIGURE}`)).toEqual({ codes: [], captions: ['Last.'] })
    expect(await read(`${open.repeat(70)}${FIGURE}`)).toEqual({ codes: ['LIMIT_EXCEEDED'], captions: [] })
  })

  it('looks for figures in no more folders than papers have', async () => {
    const { codes, captions } = await read(
      FIGURE,
      `\\graphicspath{${Array.from({ length: 20_000 }, (_, i) => `{a${i}/}`).join('')}}`,
    )
    expect(codes).toEqual([])
    expect(captions).toEqual(['Last.'])
  })

  it('reads no file outside of its unit', async () => {
    const outside = ['../../etc/passwd', '/etc/passwd', 'C:/x', '..\\x', 'a/../../x', './../x.tex']
    const asked: string[] = []
    const unit = memoryFiles({ 'main.tex': '' })
    const watched = {
      ...unit,
      read: async (path: string, most: number) => {
        asked.push(path)
        return unit.read(path, most)
      },
    }
    const body = outside.map((path) => `\\input{${path}}\\include{${path}}\\import{../..}{${path}}`).join('\n')
    const text = `\\documentclass{article}\\usepackage{../../x}\\begin{document}${body}\\end{document}`
    const { problems } = await parseLatex(new TextEncoder().encode(text), { name: 'main.tex', files: watched })
    expect(asked).toEqual([])
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['PATH_OUTSIDE_DATASET']))
  })

  it('is included a bounded number of times, to a bounded depth', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`f${i}.tex`, `x\\input{f${i + 1}}`.repeat(10)]),
    )
    expect((await read(`\\input{f0}${FIGURE}`, '', wide)).codes).toContain('LIMIT_EXCEEDED')
    const deep = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}.tex`, `\\input{f${i + 1}}`]))
    expect(await read(`\\input{f0}${FIGURE}`, '', deep)).toEqual({ codes: ['LIMIT_EXCEEDED'], captions: ['Last.'] })
  })

  it.each([
    ['a macro that calls itself', '\\def\\a{\\a}', '\\a'],
    ['a macro that grows by calling itself', '\\def\\a{x\\a y}', '\\a'],
    [
      'two that double',
      Array.from(
        { length: 26 },
        (_, i) => `\\def\\z${'i'.repeat(i)}q{\\z${'i'.repeat(i + 1)}q\\z${'i'.repeat(i + 1)}q}`,
      ).join(''),
      '\\zq',
    ],
    [
      'arguments that multiply',
      '\\newcommand{\\d}[1]{#1#1#1#1#1#1#1#1}',
      '\\d{\\d{\\d{\\d{\\d{\\d{\\d{\\d{\\d{\\d{x}}}}}}}}}}',
    ],
    ['an environment that opens itself', '\\newenvironment{e}{\\begin{e}}{\\end{e}}', '\\begin{e}x\\end{e}'],
    ['a macro of a large body', `\\newcommand{\\b}[1]{${'#1'.repeat(10_000)}}`, `\\b{${'y '.repeat(10_000)}}`],
  ])('expands %s within bounds', async (_, preamble, body) => {
    const { codes } = await read(`${FIGURE}${body}`, preamble)
    expect(codes).toEqual(['LIMIT_EXCEEDED'])
  })

  it.each([
    ['nested braces', '{'.repeat(100_000) + '}'.repeat(100_000)],
    ['braces that are never closed', '{'.repeat(100_000)],
    ['braces that were never opened', '}'.repeat(100_000)],
    ['nested environments', `${'\\begin{x}'.repeat(10_000)}${'\\end{x}'.repeat(10_000)}`],
    ['environments that are never closed', '\\begin{center}'.repeat(100_000)],
    ['environments that were never opened', '\\end{center}'.repeat(100_000)],
    ['environments that cross', '\\begin{a}{\\begin{b}}\\end{a}\\end{b}'.repeat(10_000)],
    ['dollars', '$'.repeat(100_001)],
    ['dollars in open braces', '${'.repeat(100_000)],
    ['open mathematics', '\\[ x \\( '.repeat(10_000)],
    ['unclosed equations', '\\begin{equation}x'.repeat(10_000)],
    ['unclosed code', '\\begin{verbatim}x'.repeat(10_000)],
    ['open options', '\\includegraphics['.repeat(10_000)],
    ['open optional arguments', '\\item['.repeat(10_000)],
    ['open \\verb', '\\verb|x '.repeat(10_000)],
    ['open addresses', '\\url{'.repeat(10_000)],
    ['nested lists', '\\begin{itemize}\\item '.repeat(10_000)],
    ['nested figures', '\\begin{figure}'.repeat(2_000)],
    ['nested bold', '\\textbf{'.repeat(10_000)],
    ['unfinished definitions', '\\newcommand{\\x}[1]{'.repeat(5_000)],
    ['conditionals without end', '\\iffalse '.repeat(10_000)],
    ['backslashes', '\\'.repeat(100_001)],
    ['comments', '%\n'.repeat(100_000)],
    ['empty lines', '\n \n'.repeat(100_000)],
    ['one long word', 'x'.repeat(500_000)],
    ['one long line of numbers and signs', '1.5, -2~'.repeat(110_000)],
    ['accents', "\\'".repeat(100_000)],
    ['references', '\\ref{x}\\cite{y}'.repeat(10_000)],
  ])('reads %s in time, and what stands before', async (_, body) => {
    const { captions } = await read(`${FIGURE}${body}`)
    expect(captions[0]).toBe('Last.')
  })

  it('reads many figures, panels and labels', async () => {
    const panel = '\\subfloat[x]{\\includegraphics{a}}'
    const { figures } = await readBody(
      `\\begin{figure}${panel.repeat(300)}\\caption{C}\\end{figure}${FIGURE.repeat(LIMITS.figures + 10)}`,
      '',
      files,
    )
    expect(figures).toHaveLength(LIMITS.figures)
    expect(figures[0]?.panels).toHaveLength(LIMITS.panels)
  })

  it('refuses binary data and files that are too large', async () => {
    const binary = new Uint8Array([0x25, 0x50, 0, 1, 2])
    const unit = { name: 'main.tex', files: memoryFiles({}) }
    await expect(parseLatex(binary, unit)).rejects.toMatchObject({ code: 'BAD_FORMAT' })
    await expect(parseLatex(new Uint8Array(10_000_000), unit)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    expect(await chooseMainFile(['b.tex'], memoryFiles({ 'b.tex': binary }))).toEqual([])
    const { problems } = await readUnit({
      'b.tex': binary,
      'main.tex': '\\documentclass{article}\\begin{document}\\input{b}\\end{document}',
    })
    expect(problems).toMatchObject([{ code: 'BAD_FORMAT' }])
  })

  it('reads Latin-1 and what inputenc names', async () => {
    const bytes = (text: string) => Uint8Array.from([...text].map((sign) => sign.charCodeAt(0)))
    const body = '\\begin{document}\\begin{figure}\\caption{caf\xE9 \xB3}\\end{figure}\\end{document}'
    const captions = async (preamble: string) =>
      (await readUnit({ 'main.tex': bytes(`\\documentclass{article}${preamble}${body}`) })).figures[0]?.caption?.text
    expect(await captions('')).toBe('café ³')
    expect(await captions('\\usepackage[latin2]{inputenc}')).toBe('café ł')
  })

  it('is given up when it is cancelled', async () => {
    const text = new TextEncoder().encode(`\\begin{document}${'x '.repeat(1000)}`)
    const unit = { name: 'main.tex', files: memoryFiles({}), signal: AbortSignal.abort() }
    await expect(parseLatex(text, unit)).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('lets timers run', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await read('A sentence with $x^2$ and \\textbf{bold} words.\n\n'.repeat(4_000))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })

  it('never makes the parser throw', async () => {
    const random = seededRandom()
    const pieces =
      `{ } [ ] $ $$ \\[ \\] \\( \\) % # #1 & ~ \\\\ \\begin{figure} \\end{figure} \\begin{subfigure}{1cm} \\end{subfigure}
      \\caption \\caption{ \\label{ \\ref{a} \\cref{a,b} \\includegraphics \\includegraphics[ \\input{x} \\def\\a \\newcommand{\\a}[2]
      \\a \\verb| \\url{ \\begin{verbatim} \\end{verbatim} \\begin{tikzpicture} \\end{tikzpicture} \\iffalse \\else \\fi \\item
      \\begin{enumerate} \\end{enumerate} \\cite{ \\SI{1}{ \\ce{ \\" \\v \\footnote{ \\captionof{figure} \\section{ \\subfloat[ x y 1 .`
        .split(/\s+/)
        .filter((piece) => piece !== '')
    for (let round = 0; round < 120; round++) {
      const parts = Array.from({ length: random.integer(1, 60) }, () => pieces[random.integer(0, pieces.length - 1)])
      const { figures, paragraphs } = await readBody(parts.join(random.uniform() < 0.5 ? '' : ' '), '', {
        'x.tex': '{\\a',
      })
      const texts = [...figures.map(({ caption }) => caption), ...paragraphs.map(({ content }) => content)]
      for (const text of texts) {
        for (const span of [...(text?.bold ?? []), ...(text?.math ?? []), ...(text?.references ?? [])]) {
          expect(span.start).toBeLessThan(span.end)
          expect(span.end).toBeLessThanOrEqual(text?.text.length ?? 0)
        }
      }
    }
  })
})
