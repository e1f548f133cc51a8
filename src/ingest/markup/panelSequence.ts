const LABEL = /^\(?([a-z]|[ivx]{1,4}|\d{1,2})[).:]/i

/** True when texts begin with labels of panels in order: `(a) …`, `(b) …`. */
export function arePanels(texts: readonly string[]): boolean {
  return texts.every((text, index) => {
    const label = LABEL.exec(text)?.[1]?.toLowerCase()
    return label !== undefined && (label === letter(index) || label === String(index + 1) || label === ROMAN[index])
  })
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

const letter = (index: number): string => String.fromCharCode(97 + index)

/** The label that a panel's text begins with. */
export const panelLabel = (text: string): string | null => LABEL.exec(text)?.[1] ?? null
