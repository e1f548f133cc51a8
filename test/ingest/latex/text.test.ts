import { describe, expect, it } from 'vitest'
import type { RichText } from '../../../src/ingest/paper.js'
import { readBody, readUnit } from './paper.js'

const figure = (label: string) => `\\begin{figure}\\caption{C}\\label{${label}}\\end{figure}\n`
const linked = ({ text, references }: RichText) =>
  references.map(({ start, end, targets, kind }) => `${text.slice(start, end)} -> ${targets.join()} (${kind})`)

describe('references of LaTeX papers', () => {
  const panels = String.raw`\begin{figure}\subfloat[x\label{p}]{\includegraphics{a}}\subfloat[y\label{q}]{\includegraphics{b}}
    \caption{C}\label{two}\end{figure}`

  it.each([
    [String.raw`Fig.~\ref{one}a`, 'Fig. 1a', ['1 -> one (figure)']],
    [
      String.raw`\autoref{one} and \Cref{two}`,
      'Figure 1 and Figure 2',
      ['Figure 1 -> one (figure)', 'Figure 2 -> two (figure)'],
    ],
    [String.raw`\cref{one,two,three}`, 'Figures 1, 2 and 3', ['Figures 1, 2 and 3 -> one,two,three (figure)']],
    [String.raw`\crefrange{one}{three}`, 'Figures 1–3', ['Figures 1–3 -> one,two,three (figure)']],
    [String.raw`\cref{one,sec}`, 'Figure 1 and Section 1', ['Figure 1 and Section 1 -> one (figure)']],
    [
      String.raw`Fig.~\ref{p}, Fig.~\ref{two}(\subref{q})`,
      'Fig. 2a, Fig. 2(b)',
      ['2a -> p (figure)', '2 -> two (figure)', 'b -> q (figure)'],
    ],
    [
      String.raw`\hyperref[one]{the first} \hyperlink{two}{panel}`,
      'the first panel',
      ['the first -> one (figure)', 'panel -> two (figure)'],
    ],
    [String.raw`\figref{one}`, 'Figure 1', ['Figure 1 -> one (figure)']],
    [
      String.raw`Table~\ref{t}, Eq.~\eqref{e}, \S\ref{sec}, \ref{none}`,
      'Table 1, Eq. (1), §1, ??',
      ['1 -> t (other)', '1 -> e (other)', '1 -> sec (other)', '?? -> none (other)'],
    ],
    [String.raw`As \citet{x} say \citep{y,z}`, 'As [x] say [y, z]', []],
  ])('read %s', async (source, text, references) => {
    const body = `\\section{S}\\label{sec}${figure('one')}${panels}${figure('three')}
      \\begin{table}\\caption{T}\\label{t}\\end{table}\n\n${source}\n\n\\begin{equation}x\\label{e}\\end{equation}`
    const { paragraphs } = await readBody(body)
    expect(paragraphs[0]?.content.text).toBe(text)
    expect(linked(paragraphs[0]?.content as RichText)).toEqual(references)
  })

  it('go through macros of the document', async () => {
    const preamble = String.raw`\newcommand{\fg}[1]{Fig.~\ref{fig:#1}}\def\fgs#1#2{Figs.~\ref{fig:#1} and \ref{fig:#2}}`
    const { paragraphs } = await readBody(`${figure('fig:a')}${figure('fig:b')}\\fg{b}; \\fgs ab`, preamble)
    expect(paragraphs[0]?.content.text).toBe('Fig. 2; Figs. 1 and 2')
    expect(paragraphs[0]?.content.references.map(({ targets }) => targets[0])).toEqual(['fig:b', 'fig:a', 'fig:b'])
  })
})

describe('text of LaTeX papers', () => {
  it('has paragraphs under their headings, lists, footnotes and the abstract', async () => {
    const { paragraphs, facts } = await readBody(
      String.raw`\title[short]{A \emph{title}\thanks{us} \\ in two lines}\date{3 March 2021}\maketitle
\begin{abstract}An abstract.\end{abstract}
\section{One}First.\footnote{Below.} More.

\subsection*{Two} \begin{itemize}\item a \item b\end{itemize}
\paragraph{Run in.} Text.
\begin{table}\begin{tabular}{c}cell\end{tabular}\end{table}
\begin{verbatim}
code {
\end{verbatim}
Last $x$.
\section{Three}\begin{thebibliography}{9}\bibitem{k} Book.\end{thebibliography}`,
    )
    expect(paragraphs.map(({ kind, section, content }) => [kind, section.join(' > '), content.text])).toEqual([
      ['abstract', '', 'An abstract.'],
      ['text', 'One', 'First. More.'],
      ['footnote', 'One', 'Below.'],
      ['list', 'One > Two', 'a'],
      ['list', 'One > Two', 'b'],
      ['text', 'One > Two > Run in.', 'Text.'],
      ['text', 'One > Two > Run in.', 'Last x.'],
    ])
    expect(facts).toMatchObject({ title: 'A title in two lines', abstract: 'An abstract.', publishedAt: '2021-03-03' })
  })

  it('does not end at a float inside a sentence, but between sentences', async () => {
    const { paragraphs } = await readBody(`A sentence\n${figure('a')}goes on.\n${figure('b')}Another.`)
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['A sentence goes on.', 'Another.'])
  })
})

describe('TeX as it is written', () => {
  const words = async (body: string, preamble = '', files: Record<string, string> = {}) =>
    (await readBody(body, preamble, files)).paragraphs.map(({ content }) => content.text).join(' | ')

  it.each([
    ['macros with arguments', String.raw`\newcommand{\x}[2][d]{<#1|#2>}`, String.raw`\x{a} \x[b]{c}`, '<d|a> <b|c>'],
    ['macros in macros', String.raw`\def\a#1{[#1]}\newcommand\b[1]{\a{\a{#1}}}`, String.raw`\b{x}`, '[[x]]'],
    ['xparse', String.raw`\NewDocumentCommand{\x}{s O{d} m}{#2#3}`, String.raw`\x*[a]{b}\x{c}`, 'abdc'],
    ['xspace', String.raw`\newcommand{\x}{word\xspace}`, String.raw`\x is, \x, and \x.`, 'word is, word, and word.'],
    ['let', String.raw`\newcommand{\x}{word}\let\y=\x`, String.raw`\y`, 'word'],
    ['operators', String.raw`\DeclareMathOperator*{\Tr}{Tr}`, String.raw`$\Tr(x)$`, 'Tr(x)'],
    ['environments', String.raw`\newenvironment{q}[1]{<#1>}{</>}`, String.raw`\begin{q}{a}b\end{q}`, '<a>b</>'],
    [
      'own names for equations',
      String.raw`\def\be{\begin{equation}}\def\ee{\end{equation}}`,
      String.raw`a \be x \ee b`,
      'a x b',
    ],
    [
      'definitions that only change looks',
      String.raw`\renewcommand{\emph}[1]{wrong}`,
      String.raw`\emph{right}`,
      'right',
    ],
    [
      'switches',
      String.raw`\newif\ifx\newif\iflong\longfalse`,
      String.raw`a\iflong b\else c\fi\longtrue\iflong d\fi`,
      'acd',
    ],
    ['what is switched off', '', String.raw`a \iffalse b \ifnum 1=2 c \fi \else d \fi e`, 'a d e'],
    ['comment environments', '', 'a\n\\begin{comment}\nb {\n\\end{comment}\nc', 'a c'],
    ['everything behind the end', '', 'a\\end{document} b', 'a'],
    ['letters behind words', String.raw`\def\x{\foo}`, String.raw`\x bar`, 'bar'],
  ])('has %s', async (_, preamble, body, text) => {
    expect(await words(body, preamble)).toBe(text)
  })

  it('includes files as TeX finds them', async () => {
    const files = {
      'sections/a.tex': 'A \\input{b}',
      'sections/b.tex': 'B',
      'c.tex': 'C\\endinput never',
      'parts/d.tex': '\\documentclass[../main]{subfiles}\\begin{document}D\\end{document}never',
      'parts/e.tex': 'E \\input{f}',
      'parts/f.tex': 'F',
      'mine.sty': '\\newcommand{\\mine}{own}\\typeout{x}',
    }
    const body = String.raw`\input{sections/a} \input c
      \subfile{parts/d} \import{parts/}{e} \include{missing} \mine`
    expect(await words(body, '\\usepackage{mine}', files)).toBe('A B C D E F | own'.replace(' | ', ' '))
  })
})

describe('the main file of a LaTeX folder', () => {
  const document = (text: string) => `\\documentclass{article}\\begin{document}${text}\\end{document}`
  const text = async (contents: Record<string, string>) => (await readUnit(contents)).paragraphs[0]?.content.text

  it('has a class and a body, a usual name before the longest', async () => {
    expect(await text({ 'a.tex': 'no document', 'z.tex': document('right') })).toBe('right')
    expect(await text({ 'a.tex': document('a much longer one'), 'ms.tex': document('right') })).toBe('right')
    expect(await text({ 'a.tex': document('x'), 'b.tex': document('right'), 'c/main2.tex': document('deeper') })).toBe(
      'right',
    )
    expect(await text({ 'a.tex': `%${document('x')}`, 'b.tex': document('right') })).toBe('right')
  })

  it("is what arXiv's 00README calls top level", async () => {
    const both = { 'main.tex': document('x'), 'b.tex': document('right') }
    expect(await text({ ...both, '00README.XXX': 'b.tex toplevelfile\n' })).toBe('right')
    const json = '{"sources": [{"usage": "toplevel", "filename": "b.tex"}]}'
    expect(await text({ ...both, '00README.json': json })).toBe('right')
  })
})
