import { describe, expect, it } from 'vitest'
import { filter } from '../../src/filter/filter.js'
import { likeSql } from '../../src/filter/likePattern.js'
import { seededRandom } from '../support/random.js'

/** LIKE by its definition: `%` any text, `_` one character. */
function like(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((c) => (c === '%' ? '[^]*' : c === '_' ? '[^]' : c.replace(/[^a-z0-9]/i, '\\u{$&}')))
    .join('')
  const escaped = source.replace(/\\u\{(.)\}/gsu, (_, c: string) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
  return new RegExp(`^${escaped}$`, 'u').test(text)
}

describe('likeSql', () => {
  it('uses a regular expression only where LIKE would backtrack', () => {
    expect(likeSql('x', '%a%b%c%', { ignoreCase: false })).toBe("x LIKE '%a%b%c%'")
    expect(likeSql('x', 'a_b%', { ignoreCase: false })).toBe("x LIKE 'a_b%'")
    expect(likeSql('x', "%a'%", { ignoreCase: true })).toBe("lower(x) LIKE lower('%a''%')")
    expect(likeSql('x', '%a.%_', { ignoreCase: false })).toBe("regexp_full_match(x, '.*a\\..*.', 's')")
    expect(likeSql('x', '%a%_', { ignoreCase: true })).toMatch(/'si'\)$/)
  })

  it('matches as LIKE is defined, whichever way', async () => {
    const rng = seededRandom('like')
    const letters = ['a', 'b', 'B', '.', '\\', '(', '+', '\n', 'é', '∂', '$', "'"]
    const word = (extra: string[], max: number) => {
      const from = [...letters, ...extra]
      return Array.from({ length: rng.integer(0, max) }, () => from[rng.integer(0, from.length - 1)]!).join('')
    }
    const rows = Array.from({ length: 200 }, () => ({ t: word([], 8) }))
    for (let round = 0; round < 25; round++) {
      const pattern = word(['%', '%', '%', '_', '_', '%'], 7)
      const quoted = `'${pattern.replaceAll("'", "''")}'`
      const exact = await filter(rows, { where: `t LIKE ${quoted}` })
      expect(exact.kept, quoted).toEqual(rows.filter((r) => like(r.t, pattern)))
      const folded = await filter(rows, { where: `t ILIKE ${quoted}` })
      expect(folded.kept, quoted).toEqual(rows.filter((r) => like(r.t.toLowerCase(), pattern.toLowerCase())))
    }
  })
})
