/**
 * Macros that are read here for what they mean. A document that defines them anew (to change how they look) does not
 * change their meaning, so its definition is passed over.
 */
const OWNED_MACROS = new Set(
  `begin end documentclass usepackage RequirePackage input include subfile import subimport subfileinclude endinput
  includegraphics includegraphics* adjincludegraphics includesvg includestandalone graphicspath epsfig psfig epsfbox epsffile plotone plottwo
  caption captionof caption* subcaption subcaptionbox subfloat subfigure sidesubfloat ContinuedFloat captionsetup
  ffigbox floatbox fcapside ttabbox
  label ref eqref pageref autoref cref Cref crefrange Crefrange labelcref nameref hyperref hyperlink hypertarget subref
  vref Vref cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite footcite
  footnote footnotetext footnotemark thanks item par section subsection subsubsection paragraph subparagraph chapter part
  appendix title author date abstract maketitle bibliography bibitem textbf bf bfseries textit it itshape emph em
  texttt tt ttfamily textsc sc scshape textrm rm textsf sf textnormal normalfont textmd mdseries underline mbox hbox
  vbox parbox makebox fbox framebox raisebox resizebox scalebox rotatebox centerline textcolor color colorbox
  textsuperscript textsubscript url href path nolinkurl SI si qty unit num ang SIrange qtyrange numrange ce ensuremath
  setcounter addtocounter stepcounter refstepcounter numberwithin counterwithin newcounter
  frac sqrt left right mathrm mathbf mathcal mathbb text operatorname sum int
  def let newcommand renewcommand providecommand newenvironment renewenvironment
  if else fi or expandafter csname endcsname relax protect noexpand string the
  centering raggedright small footnotesize scriptsize tiny large Large LARGE huge normalsize
  hspace vspace hfill vfill hskip vskip quad qquad newline linebreak newpage clearpage noindent indent
  bibitem newblock xspace`.split(/\s+/),
)

/** Environments that are read here for what they mean. */
const OWNED_ENVIRONMENTS = new Set(
  `document figure figure* wrapfigure SCfigure SCfigure* sidewaysfigure sidewaysfigure* table table* tabular tabular*
  tabularx minipage subfigure subfigure* subtable center flushleft flushright itemize enumerate description equation equation* align
  align* gather gather* multline multline* eqnarray eqnarray* abstract thebibliography tikzpicture pgfpicture picture
  verbatim lstlisting minted comment quote quotation scheme algorithm`.split(/\s+/),
)

export const isOwnedMacro = (name: string): boolean => OWNED_MACROS.has(name)

export const isOwnedEnvironment = (name: string): boolean => OWNED_ENVIRONMENTS.has(name)

/** Counters' looks and float names: their redefinition says how figures are numbered, so it stays in the text. */
export const isNumberingName = (name: string): boolean =>
  /^the(?:figure|subfigure|table|section|chapter|scheme|chart|plate)$/.test(name) || name === 'figurename'
