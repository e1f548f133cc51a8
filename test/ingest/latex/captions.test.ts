import { describe, expect, it } from 'vitest'
import { readBody, readCaption } from './paper.js'

describe('captions of LaTeX figures', () => {
  it.each([
    [
      'accents',
      String.raw`Schr\"odinger, Poincar\'e, \v{C}ech, Erd\H{o}s, \"{\i}, \c{c}, \aa{} and \o`,
      'Schrödinger, Poincaré, Čech, Erdős, ï, ç, å and ø',
    ],
    ['quotes and dashes', "``quoted'' `one' don't a--b---c", '“quoted” ‘one’ don’t a–b—c'],
    ['ties and spaces', String.raw`Fig.~1 at 10\,ms\ and\quad more`, 'Fig. 1 at 10 ms and more'],
    ['escaped signs', String.raw`50\% of \$5 \& \#1 in a\_b`, '50% of $5 & #1 in a_b'],
    ['mathematics', String.raw`where $\alpha \leq 10^{-3}$ and \(x_1\)`, 'where α ≤ 10⁻³ and x₁'],
    [
      'units',
      String.raw`at \SI{10}{\micro\metre}, \qty{5}{m/s}, \num{1e-3}, \SI{20}{\percent}, \ang{90}`,
      'at 10 µm, 5 m/s, 10⁻³, 20%, 90°'.replace('10⁻³', '1 × 10⁻³'),
    ],
    ['powers of units', String.raw`\SI{3}{\watt\per\metre\squared}, \si{\kilo\gram}`, '3 W m⁻², kg'],
    ['chemistry', String.raw`\ce{H2O} and \ce{SO4^2-}`, 'H₂O and SO₄²⁻'],
    ['raised text', String.raw`10 cm\textsuperscript{2}`, '10 cm²'],
    [
      'addresses',
      String.raw`see \url{https://a.org/b_c%20d#e} and \href{https://x.org/?a=1&b}{here}`,
      'see https://a.org/b_c%20d#e and here',
    ],
    ['verbatim', String.raw`call \verb|f_x{%}| now`, 'call f_x{%} now'],
    [
      'colour and size',
      String.raw`\small\textcolor{red}{red} {\color{blue} blue} \emph{it} {\sc sc}`,
      'red blue it sc',
    ],
    ['comments', 'one% two\n three% {\n', 'onethree'],
    ['unknown macros', String.raw`\foo[option]{kept} \bar text`, 'kept text'],
    ['words and braces', String.raw`\LaTeX{} is \LaTeX\ and {[}1{]}`, 'LaTeX is LaTeX and [1]'],
    [
      'bracketed citations are noise',
      String.raw`A plane~\cite{a,b}. As known \citep{c}, so (\cite{d}) here \cite{e}; end`,
      'A plane. As known, so here; end',
    ],
    [
      'citations as nouns stay',
      String.raw`proposed by \cite{a} and \citet{b}; \textcite{c} shows`,
      'proposed by [a] and [b]; [c] shows',
    ],
    ['symbols outside mathematics', String.raw`\textmu m at 5\textdegree C, \ldots, \S 2`, 'µm at 5°C, …, §2'],
    ['enquote', String.raw`\enquote{so}`, '“so”'],
    ['a short form', 'x', 'x'],
  ])('read %s', async (_, source, readable) => {
    expect(await readCaption(source)).toBe(readable)
  })

  it('keep what is bold, mathematics with its source, and where lines begin', async () => {
    const body = String.raw`\begin{figure}
      \caption[short]{\textbf{Title.} {\bf (a)} one $x^2$ \\ {\bfseries (b)} two \par three\footnote{A note.}}
      \label{fig:x}\end{figure}`
    const { figures } = await readBody(body)
    const { caption, captionSource, footnotes } = figures[0] ?? {}
    const cut = (spans: readonly { start: number; end: number }[] = []) =>
      spans.map(({ start, end }) => caption?.text.slice(start, end))
    expect(caption?.text).toBe('Title. (a) one x² (b) two three')
    expect(cut(caption?.bold)).toEqual(['Title.', '(a)', '(b)'])
    expect(caption?.math.map(({ source }) => source)).toEqual(['x^2'])
    expect(cut(caption?.math)).toEqual(['x²'])
    expect(caption?.breaks.map((at) => caption.text.slice(at, at + 3))).toEqual(['(b)', 'thr'])
    expect(captionSource).toBe(
      String.raw`\textbf{Title.} {\bf (a)} one $x^2$ \\ {\bfseries (b)} two \par three\footnote{A note.}`,
    )
    expect(footnotes).toEqual(['A note.'])
  })

  it('keep their source as written, with comments and macros, also out of an included file', async () => {
    const { figures } = await readBody('\\input{f}', '\\newcommand{\\x}{expanded}', {
      'f.tex': '\n\\begin{figure}\\caption{A \\x{} % note\n caption}\\end{figure}',
    })
    expect(figures[0]?.caption?.text).toBe('A expanded caption')
    expect(figures[0]?.captionSource).toBe('A \\x{} % note\n caption')
    expect(figures[0]).toMatchObject({ line: 2, extraction: { note: 'in f.tex' } })
  })

  it('have lists as lines', async () => {
    const { figures } = await readBody(
      String.raw`\begin{figure}\caption{All: \begin{itemize}\item[(a)] one \item[(b)] two\end{itemize}}\end{figure}`,
    )
    const caption = figures[0]?.caption
    expect(caption?.text).toBe('All: (a) one (b) two')
    expect(caption?.breaks.map((at) => caption.text.slice(at, at + 3))).toEqual(['(a)', '(b)'])
    const labelled = String.raw`\begin{enumerate}[label=(\alph*)]\item x \item y\end{enumerate}`
    expect(await readCaption(labelled)).toBe('(a) x (b) y')
    expect(await readCaption('\\begin{inparaenum}[(i)]\\item x \\item y\\end{inparaenum}')).toBe('(i) x (ii) y')
  })
})
