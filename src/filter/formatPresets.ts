import type { Preset } from './presets.js'

/** Presets as text for a terminal, each rule with where its threshold stands. */
export function formatPresets(presets: readonly Preset[]): string {
  return presets.map(formatPreset).join('\n\n')
}

function formatPreset({ name, title, about, rules, notCovered }: Preset): string {
  return [
    name,
    `  ${title}. ${about}`,
    ...rules.flatMap(({ id, dropWhere, source }) => [`  ${id}: drops where ${dropWhere}`, `    ${source}`]),
    ...notCovered.map((gap) => `  not covered: ${gap}`),
  ].join('\n')
}
