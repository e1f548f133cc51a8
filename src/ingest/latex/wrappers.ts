/**
 * Environments that only change the look of what they hold, and how many arguments they take. They are unwrapped, so
 * that a document that stands in one as a whole can still be read piece by piece.
 */
const WRAPPERS: Readonly<Record<string, number>> = {
  spacing: 1,
  singlespace: 0,
  singlespacing: 0,
  onehalfspace: 0,
  onehalfspacing: 0,
  doublespace: 0,
  doublespacing: 0,
  CJK: 2,
  'CJK*': 2,
  multicols: 1,
  'multicols*': 1,
  sloppypar: 0,
  linenumbers: 0,
  landscape: 0,
  adjustwidth: 2,
  'adjustwidth*': 2,
  fullwidth: 0,
  widetext: 0,
  NoHyper: 0,
  strip: 0,
  otherlanguage: 1,
  'otherlanguage*': 1,
  english: 0,
  small: 0,
  footnotesize: 0,
  normalsize: 0,
  large: 0,
  mainmatter: 0,
  frontmatter: 0,
  samepage: 0,
  raggedright: 0,
  appendices: 0,
  subappendices: 0,
  appendix: 0,
  refsection: 0,
  refsegment: 0,
}

/** How many arguments the wrapper takes; undefined where `environment` means something. */
export const wrapperArguments = (environment: string): number | undefined =>
  Object.hasOwn(WRAPPERS, environment) ? WRAPPERS[environment] : undefined

export const isAppendixWrapper = (environment: string): boolean =>
  environment === 'appendices' || environment === 'subappendices' || environment === 'appendix'
