const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\^{}',
  '~': '\\textasciitilde{}',
  // Two hyphens, quotes or backquotes in a row would become one sign.
  '-': '{-}',
  "'": "{'}",
  '`': '{`}',
  '\n': ' ',
}

/** TeX that prints exactly `text`. */
export const escapeTex = (text: string): string => text.replace(/[\\{}$&#%_^~\n'`-]/g, (sign) => ESCAPES[sign] ?? sign)
