import { describe, expect, it } from 'vitest'
import { escapedJson } from '../../src/report/page/escapeJson.js'
import { seededRandom } from '../support/random.js'

describe('escapedJson', () => {
  it('leaves nothing that ends a script, opens a comment or begins an entity', () => {
    const hostile = '</script><!--<script>&lt;\u2028\u2029 ]]> \0'
    const text = escapedJson({ [hostile]: hostile })
    expect(text).not.toMatch(/[<>&\u2028\u2029\0]/)
    expect(JSON.parse(text)).toEqual({ [hostile]: hostile })
  })

  it('means the same as JSON, also for half a surrogate pair', () => {
    const rng = seededRandom()
    for (let i = 0; i < 500; i++) {
      const text = String.fromCharCode(...Array.from({ length: rng.integer(0, 20) }, () => rng.integer(0, 0xffff)))
      expect(JSON.parse(escapedJson([text, i]))).toEqual([text, i])
    }
    expect(escapedJson('\ud800')).toBe('"\\ud800"')
  })
})
