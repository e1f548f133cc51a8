import { describe, expect, it } from 'vitest'
import type { ParsedFigure } from '../../../src/ingest/paper.js'
import { readBody } from './paper.js'

const images = { 'a.png': '', 'b.pdf': '', 'c.eps': '', 'figs/d.jpg': '' }

/** What a test compares: `key number caption [images] {panels}`. */
const brief = (figure: ParsedFigure): string => {
  const list = (each: readonly { candidates: readonly string[] }[]) =>
    each.map(({ candidates }) => candidates[0]).join()
  const panels = figure.panels.map(({ key, label, caption, images }) =>
    [label ?? '-', key ?? '-', caption?.text ?? '-', list(images)].join(':'),
  )
  return `${figure.key} ${figure.implicitNumber} ${figure.caption?.text ?? '-'} [${list(figure.images)}] {${panels.join(' ')}}`
}

const read = async (body: string, preamble = ''): Promise<string[]> =>
  (await readBody(body, preamble, images)).figures.map(brief)

describe('figures of LaTeX papers', () => {
  it.each(['figure', 'figure*', 'sidewaysfigure', 'SCfigure', 'marginfigure'])('are read from %s', async (name) => {
    const body = `\\begin{${name}}[t]\\centering\\includegraphics[width=1cm]{a}\\caption{C.}\\label{k}\\end{${name}}`
    expect(await read(body)).toEqual(['k 1 C. [a.png] {}'])
  })

  it('are read from wrapfigure with its arguments', async () => {
    const body = String.raw`\begin{wrapfigure}[10]{r}[2pt]{0.5\textwidth}\includegraphics{b}\caption{C}\end{wrapfigure}`
    expect(await read(body)).toEqual(['figure-1 1 C [b.pdf] {}'])
  })

  it('have their labels wherever these stand', async () => {
    const body = String.raw`\begin{figure}\label{one}\includegraphics{a}\caption{A\label{two}}\label{three}\end{figure}
\label{fig:four}

\hypertarget{fig:five}{\begin{figure}\includegraphics{b}\caption{B}\label{fig:five}\end{figure}}
\ref{fig:four}`
    const { figures, paragraphs } = await readBody(body, '', images)
    expect(figures.map(({ keys }) => keys)).toEqual([['two', 'one', 'three'], ['fig:five']])
    expect(paragraphs[0]?.content).toMatchObject({ text: '1', references: [{ targets: ['two'], kind: 'figure' }] })
  })

  it('have panels from every package', async () => {
    const panels = [
      String.raw`\begin{subfigure}[b]{0.3\textwidth}\includegraphics{a}\caption{One}\label{p1}\end{subfigure}`,
      String.raw`\subfloat[][Two\label{p2}]{\includegraphics{b}}`,
      String.raw`\subfigure[Three]{\label{p3}\includegraphics{c}}`,
      String.raw`\subcaptionbox{Four\label{p4}}[3cm]{\includegraphics{figs/d}}`,
      String.raw`\begin{minipage}{3cm}\includegraphics{a}\subcaption{Five}\end{minipage}`,
      String.raw`\subfloat{\includegraphics{b}}`,
    ]
    const [figure] = await read(String.raw`\begin{figure}${panels.join('\n')}\caption{All}\label{k}\end{figure}`)
    expect(figure).toBe(
      'k 1 All [] {a:p1:One:a.png b:p2:Two:b.pdf c:p3:Three:c.eps d:p4:Four:figs/d.jpg e:k#e:Five:a.png -:-:-:b.pdf}',
    )
  })

  it('are several where a float has several captions', async () => {
    const side = String.raw`\begin{figure}
      \begin{minipage}{.5\textwidth}\includegraphics{a}\caption{A}\label{a}\end{minipage}\hfill
      \begin{minipage}{.5\textwidth}\includegraphics{b}\caption{B}\label{b}\end{minipage}\end{figure}`
    const below = String.raw`\begin{figure}\includegraphics{a}\caption{A}\label{a}\includegraphics{b}\caption{B}\label{b}\end{figure}`
    const above = String.raw`\begin{figure}\caption{A}\label{a}\includegraphics{a}\caption{B}\label{b}\includegraphics{b}\end{figure}`
    const rows = String.raw`\begin{figure}\parbox{2cm}{\includegraphics{a}}\parbox{2cm}{\includegraphics{b}}
      \parbox{2cm}{\caption{A}\label{a}}\parbox{2cm}{\caption{B}\label{b}}\end{figure}`
    const boxes = String.raw`\begin{figure}\begin{floatrow}\ffigbox{\caption{A}\label{a}}{\includegraphics{a}}
      \ffigbox[2cm]{\includegraphics{b}}{\caption{B}\label{b}}\end{floatrow}\end{figure}`
    for (const body of [side, below, above, rows, boxes]) {
      expect(await read(body)).toEqual(['a 1 A [a.png] {}', 'b 2 B [b.pdf] {}'])
    }
  })

  it('are read from \\captionof, in an environment and in running text', async () => {
    const body = String.raw`\begin{center}\includegraphics{a}\captionof{figure}{A}\label{a}\end{center}

{\centering\includegraphics{b}\captionof{figure}{B}\label{fig:b}\par}

\includegraphics{c}

\captionof{figure}{C}

\begin{minipage}{3cm}\captionof{table}{T}\label{t}\end{minipage}`
    expect(await read(body)).toEqual(['a 1 A [a.png] {}', 'fig:b 2 B [b.pdf] {}', 'figure-3 3 C [c.eps] {}'])
  })

  it('know the macros of older packages', async () => {
    const body = String.raw`\begin{figure}\epsfig{file=c.eps,width=3cm}\psfig{figure=a.png}\plottwo{b.pdf}{figs/d}
      \epsfbox[0 0 10 10]{c}\begin{overpic}[width=2cm]{a}\put(1,2){x}\end{overpic}
      \resizebox{2cm}{!}{\rotatebox{90}{\includegraphics*[0,0][5,5]{"b"}}}\caption{C}\end{figure}`
    const { figures } = await readBody(body, '', images)
    expect(figures[0]?.images.map(({ href }) => href)).toEqual(['c.eps', 'a.png', 'b.pdf', 'figs/d', 'c', 'a', 'b'])
  })

  it('say why there is no image', async () => {
    const tikz = String.raw`\begin{figure}\begin{tikzpicture}\draw (0,0) -- (1,1);\end{tikzpicture}\caption{T}\end{figure}`
    const table = String.raw`\begin{figure}\begin{tabular}{c}1\end{tabular}\caption{U}\end{figure}`
    const code = '\\begin{figure}\\begin{lstlisting}[caption={}]\nx = {\n\\end{lstlisting}\\caption{V}\\end{figure}'
    const { figures, problems } = await readBody(tikz + table + code)
    expect(figures.map(({ extraction }) => extraction.note)).toEqual([
      'a drawing (tikzpicture) instead of an image file',
      'a table instead of an image file',
      'code instead of an image file',
    ])
    expect(problems.map(({ code: each }) => each)).toEqual(['IMAGE_MISSING', 'IMAGE_MISSING', 'IMAGE_MISSING'])
  })

  it('find images placed inside drawings, tables and mathematics', async () => {
    const body = String.raw`\begin{figure}\begin{tikzpicture}\node at (0,0) {\includegraphics[width=1cm]{a}};\end{tikzpicture}
      \begin{tabular}{c}\includegraphics{b}\\\end{tabular}$\vcenter{\hbox{\includegraphics{c}}}$\caption{C}\end{figure}`
    expect(await read(body)).toEqual(['figure-1 1 C [a.png,b.pdf,c.eps] {}'])
  })

  it('are no tables, but tables set as an image are their own kind', async () => {
    const body = String.raw`\begin{table}\begin{tabular}{c}1\end{tabular}\caption{T}\end{table}
      \begin{table}\caption{U}\label{u}\includegraphics{a}\end{table}`
    const { figures } = await readBody(body, '', images)
    expect(figures).toHaveLength(1)
    expect(figures[0]).toMatchObject({ kind: 'table-image', printedLabel: 'Table 2', implicitNumber: 2, key: 'u' })
  })

  it('are counted as LaTeX counts', async () => {
    const figure = (name: string, extra = '') => `\\begin{figure}${extra}\\caption{${name}}\\end{figure}\n`
    const body = `${figure('A')}\\begin{figure}\\caption*{B}\\end{figure}${figure('C')}${figure('D', '\\ContinuedFloat')}
      \\begin{scheme}\\caption{S}\\end{scheme}\\setcounter{figure}{0}\\renewcommand{\\thefigure}{S\\arabic{figure}}
      ${figure('E')}\\renewcommand{\\figurename}{Extended Data Figure}\\renewcommand\\thefigure{\\arabic{figure}}${figure('F')}`
    const { figures } = await readBody(body)
    expect(figures.map((each) => [each.caption?.text, each.implicitNumber, each.printedLabel, each.kind])).toEqual([
      ['A', 1, null, 'figure'],
      ['B', null, null, 'figure'],
      ['C', 2, null, 'figure'],
      ['D', 2, null, 'figure'],
      ['S', 1, 'Scheme 1', 'scheme'],
      ['E', 1, 'Figure S1', 'supplement'],
      ['F', 2, 'Extended Data Figure 2', 'supplement'],
    ])
  })

  it('are counted within sections where the document says so', async () => {
    const body = String.raw`\section{A}\begin{figure}\caption{1}\end{figure}\section{B}\begin{figure}\caption{2}\label{f}\end{figure}
      \appendix\section{C}\begin{figure}\caption{3}\end{figure} See \cref{f}.`
    const { figures, paragraphs } = await readBody(body, '\\numberwithin{figure}{section}')
    expect(figures.map(({ printedLabel }) => printedLabel)).toEqual(['Figure 1.1', 'Figure 2.1', 'Figure A.1'])
    expect(paragraphs[0]?.content.text).toBe('See Figure 2.1.')
  })

  it('keep a key of their own when a label comes twice', async () => {
    const figure = '\\begin{figure}\\caption{A}\\label{same}\\end{figure}'
    const { figures } = await readBody(figure + figure)
    expect(figures.map(({ key }) => key)).toEqual(['same', 'figure-2'])
  })
})

describe('image files of LaTeX figures', () => {
  const candidates = async (href: string, preamble = '', contents: Record<string, string> = images) =>
    (await readBody(`\\begin{figure}\\includegraphics{${href}}\\end{figure}`, preamble, contents)).figures[0]?.images[0]
      ?.candidates

  it('are found without ending, in the order of TeX, and by another ending', async () => {
    expect(await candidates('x', '', { 'x.eps': '', 'x.png': '', 'x.pdf': '' })).toEqual(['x.pdf', 'x.png', 'x.eps'])
    expect(await candidates('c.pdf')).toEqual(['c.eps'])
    expect(await candidates('{plot.v2}', '', { 'plot.v2.png': '' })).toEqual(['plot.v2.png'])
    expect(await candidates('A.PNG')).toEqual(['a.png'])
  })

  it('are found by \\graphicspath', async () => {
    expect(await candidates('d', '\\graphicspath{{none/}{./figs/}}')).toEqual(['figs/d.jpg'])
  })

  it('may be pages of one PDF', async () => {
    const body = String.raw`\begin{figure}\includegraphics[width=1cm, page=2]{b}\includegraphics[page=1]{b.pdf}\end{figure}`
    const [figure] = (await readBody(body, '', images)).figures
    expect(figure?.images).toEqual([
      { href: 'b', candidates: ['b.pdf'], page: 2 },
      { href: 'b.pdf', candidates: ['b.pdf'] },
    ])
  })

  it('never lie outside the unit', async () => {
    expect(await candidates('../../etc/passwd')).toEqual([])
    expect(await candidates('/etc/passwd')).toEqual([])
    expect(await candidates('../code/d.jpg', '', { 'up/code/d.jpg': '' })).toEqual(['up/code/d.jpg'])
    expect(await candidates('../code/d.jpg', '', { 'a/code/d.jpg': '', 'b/code/d.jpg': '' })).toEqual([])
  })

  it('are named even when they are missing', async () => {
    expect(await candidates('gone')).toEqual(['gone.pdf'])
    expect(await candidates('gone.png')).toEqual(['gone.png'])
  })
})
