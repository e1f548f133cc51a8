import type { FigureKind } from '../paper.js'

/** A kind of float: its counter, what it is for us, and what LaTeX prints before its number. */
export interface Float {
  readonly counter: string
  readonly kind: FigureKind
  readonly name: string
}

const FIGURE: Float = { counter: 'figure', kind: 'figure', name: 'Figure' }
const TABLE: Float = { counter: 'table', kind: 'table-image', name: 'Table' }

const FLOATS: Readonly<Record<string, Float>> = {
  figure: FIGURE,
  wrapfigure: FIGURE,
  floatingfigure: FIGURE,
  SCfigure: FIGURE,
  sidewaysfigure: FIGURE,
  marginfigure: FIGURE,
  figwindow: FIGURE,
  teaserfigure: FIGURE,
  suppfigure: FIGURE,
  window: FIGURE,
  table: TABLE,
  wraptable: TABLE,
  sidewaystable: TABLE,
  margintable: TABLE,
  scheme: { counter: 'scheme', kind: 'scheme', name: 'Scheme' },
  chart: { counter: 'chart', kind: 'chart', name: 'Chart' },
  plate: { counter: 'plate', kind: 'plate', name: 'Plate' },
  graphicalabstract: { counter: 'graphicalabstract', kind: 'graphical-abstract', name: '' },
  tocentry: { counter: 'graphicalabstract', kind: 'graphical-abstract', name: '' },
}

/** The float that an environment sets; undefined where it sets none. */
export const floatOf = (environment: string): Float | undefined => {
  const name = environment.replace(/\*$/, '')
  return Object.hasOwn(FLOATS, name) ? FLOATS[name] : undefined
}

/** The float that \captionof names. */
export const floatOfType = (type: string): Float =>
  type === 'table' ? TABLE : (floatOf(type) ?? { counter: type, kind: 'other', name: type })
