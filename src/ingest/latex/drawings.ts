/** Environments that draw: their content is no text, and may be a hundred thousand coordinates. */
export const DRAWING_ENVIRONMENTS: ReadonlySet<string> = new Set([
  'tikzpicture',
  'pgfpicture',
  'picture',
  'pspicture',
  'circuitikz',
  'tikzcd',
  'forest',
  'axis',
  'asy',
  'feynmandiagram',
  'fmffile',
  'dot2tex',
  'xy',
])

/** Stands in the flat text where something is drawn, so that a figure without an image can say why. */
export const drawingMark = (environment: string): string => `\\figsiftdrawing{${environment}}`

/** Macros that place an image file; they count inside drawings too. */
export const GRAPHICS_MACROS: ReadonlySet<string> = new Set([
  'includegraphics',
  'adjincludegraphics',
  'includesvg',
  'includestandalone',
])
