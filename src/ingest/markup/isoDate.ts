const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as people write it in front matter, in ISO 8601 and no more precise than it is written; null for what could
 * be read in two ways (03/04/2020) or is no date.
 */
export function isoDate(written: string): string | null {
  const text = written.trim().slice(0, 60)
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/.exec(text)
  if (iso !== null) return dateOf(iso[1]!, Number(iso[2]), iso[3])
  if (/^\d{4}$/.test(text)) return text
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.?,? +([a-z]{3,9})\.?,? +(\d{4})\b/i.exec(text)
  if (dayFirst !== null) return dateOf(dayFirst[3]!, monthOf(dayFirst[2]!), dayFirst[1])
  const monthFirst = /^([a-z]{3,9})\.?,? +(?:(\d{1,2})(?:st|nd|rd|th)?,? +)?(\d{4})\b/i.exec(text)
  return monthFirst === null ? null : dateOf(monthFirst[3]!, monthOf(monthFirst[1]!), monthFirst[2])
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

function dateOf(year: string, month: number, day: string | undefined): string | null {
  if (month < 1 || month > 12) return null
  const start = `${year}-${String(month).padStart(2, '0')}`
  if (day === undefined) return start
  return Number(day) >= 1 && Number(day) <= 31 ? `${start}-${day.padStart(2, '0')}` : null
}
