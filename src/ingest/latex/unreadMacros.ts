/** How many arguments go unread before the one that is printed: `\textcolor{red}{text}`. */
const PREFACED = table({
  1: `textcolor hypertarget hyperlink colorbox parbox scalebox rotatebox raisebox href foreignlanguage adjustbox`,
  2: 'resizebox multicolumn multirow fcolorbox',
})

/** How many arguments a macro has of which none is text. */
const SWALLOWED = table({
  1: `vspace vskip color pagestyle thispagestyle bibliographystyle bibliography todo marginpar phantom hphantom vphantom
  captionsetup input usepackage hypersetup pagenumbering setlist urlstyle marginnote index nocite cline cmidrule
  figsiftdrawing special graphicspath thanks keyFont sisetup lstset theoremstyle linespread bibitem date author address
  affil affiliation email orcid orcidlink inst institute keywords pacs subjclass msc received accepted preprint journal
  doi rowcolor arrayrulecolor cellcolor vadjust pagecolor tikzset usetikzlibrary pgfplotsset fontfamily fontseries
  fontshape selectlanguage DeclareGraphicsExtensions stepcounter refstepcounter setmainfont includepdf ccsdesc authornote
  citestyle setcitestyle addbibresource chcomment`,
  2: `setlength addtolength setcounter addtocounter rule fontsize numberwithin counterwithin counterwithout floatname
  fancypagestyle pgfdeclareimage pdfbookmark newtheorem`,
  3: 'definecolor addcontentsline newfloat titlespacing',
})

function table(names: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  const entries = Object.entries(names).flatMap(([count, list]) =>
    list.split(/\s+/).map((name) => [name, Number(count)] as const),
  )
  return new Map(entries)
}

/** How many arguments of a macro go unread before the part that is printed; undefined where all are printed. */
export const prefacingArguments = (macro: string): number | undefined => PREFACED.get(macro)

/** How many arguments of a macro are no text; undefined where they are. */
export const swallowedArguments = (macro: string): number | undefined => SWALLOWED.get(macro)
