/** How many arguments stand behind \begin of an environment, besides options. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  minipage: 1,
  subfigure: 1,
  'subfigure*': 1,
  subtable: 1,
  subfloat: 1,
  figure: 0,
  'figure*': 0,
  SCfigure: 0,
  'SCfigure*': 0,
  sidewaysfigure: 0,
  'sidewaysfigure*': 0,
  floatrow: 0,
  subfloatrow: 0,
  marginfigure: 0,
  wrapfigure: 2,
  'wrapfigure*': 2,
  floatingfigure: 1,
  tabular: 1,
  'tabular*': 2,
  tabularx: 2,
  tabulary: 2,
  array: 1,
  adjustbox: 1,
  list: 2,
  overpic: 0,
  center: 0,
  theorem: 0,
  lemma: 0,
  proof: 0,
  definition: 0,
  tcolorbox: 0,
  mdframed: 0,
}

/** Environments of which nothing is running text: tables, algorithms, bibliographies, drawings. */
const SKIPPED = new Set(
  `table table* tabular tabular* tabularx tabulary longtable longtable* longtblr sidewaystable sidewaystable* supertabular
  deluxetable deluxetable* threeparttable array algorithm algorithm* algorithm2e algorithmic algorithmicx
  thebibliography references figure figure* IEEEbiography IEEEbiographynophoto filecontents keywords IEEEkeywords keyword
  CCSXML tblr listing lstlisting wraptable`.split(/\s+/),
)

/** Undefined where nothing is known: then what comes first may be text. */
export const environmentArguments = (name: string): number | undefined =>
  Object.hasOwn(ARGUMENTS, name) ? ARGUMENTS[name] : undefined

export const isSkippedEnvironment = (name: string): boolean => SKIPPED.has(name)

const LISTS = new Set(
  'itemize enumerate description inparaenum inparaitem compactitem compactenum asparaenum itemize* enumerate* list'.split(
    ' ',
  ),
)

export const isList = (name: string): boolean => LISTS.has(name)
