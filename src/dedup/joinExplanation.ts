import type { JoinExplanation, JoinStage } from '../binding.js'

/** Joins done one after the other as one: stages of the same name and width are added up. */
export function explainTogether(answers: readonly { explanation?: JoinExplanation }[]): JoinExplanation | undefined {
  const all = answers.map(({ explanation }) => explanation).filter((explanation) => explanation !== undefined)
  if (all.length <= 1) return all[0]
  const stages = new Map<string, JoinStage>()
  for (const stage of all.flatMap((explanation) => explanation.stages)) {
    const key = `${stage.name} ${stage.width}`
    const before = stages.get(key) ?? { ...stage, pairs: 0, candidates: 0, ms: 0 }
    stages.set(key, {
      ...before,
      pairs: before.pairs + stage.pairs,
      candidates: before.candidates + stage.candidates,
      ms: before.ms + stage.ms,
    })
  }
  const sum = (value: (explanation: JoinExplanation) => number) => all.reduce((total, one) => total + value(one), 0)
  return {
    plan: [...new Set(all.map(({ plan }) => plan))].join('; then '),
    stages: [...stages.values()],
    tiles: sum((one) => one.tiles),
    tilesSkipped: sum((one) => one.tilesSkipped),
    rowsCollapsed: sum((one) => one.rowsCollapsed),
    zeroRows: sum((one) => one.zeroRows),
  }
}

/** For people: the plan, then a line for each stage. */
export function formatExplanation({
  plan,
  stages,
  tiles,
  tilesSkipped,
  rowsCollapsed,
  zeroRows,
}: JoinExplanation): string {
  const number = (value: number) => value.toLocaleString('en-US')
  const lines = [plan]
  for (const { name, width, pairs, candidates, ms } of stages) {
    const columns = width === 0 ? '' : `, ${width} columns`
    const passed = pairs === 0 ? '' : `${number(pairs)} pairs in, ${number(candidates)} out, `
    lines.push(`  ${name}${columns}: ${passed}${(ms / 1000).toFixed(2)} s`)
  }
  if (tiles > 0) lines.push(`  ${number(tilesSkipped)} of ${number(tiles)} tile pairs skipped`)
  if (rowsCollapsed > 0) lines.push(`  ${number(rowsCollapsed)} rows repeat another one byte for byte`)
  if (zeroRows > 0) lines.push(`  ${number(zeroRows)} rows are zero`)
  return lines.join('\n')
}
