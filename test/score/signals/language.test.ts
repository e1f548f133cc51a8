import { expect, test } from 'vitest'
import { language } from '../../../src/score/signals/language.js'
import { CAPTIONS } from './captionsInLanguages.js'

const all = Object.entries(CAPTIONS).flatMap(([code, captions]) => captions.map((caption) => ({ code, caption })))

// The shortest have three words. docs/signals.md compares other libraries on the same captions.
test('nine of ten short captions have their language told, and hardly one a wrong one', () => {
  const told = all
    .map(({ code, caption }) => ({ code, found: language(caption) }))
    .filter(({ found }) => found !== undefined)
  const right = told.filter(({ code, found }) => found!.code === code)
  expect(right.length).toBeGreaterThanOrEqual(0.9 * all.length)
  expect(told.length - right.length).toBeLessThanOrEqual(0.04 * all.length)
})

test('the number in front of a caption has no language', () => {
  const plain = language('Température en fonction du temps.')
  expect(plain).toMatchObject({ code: 'fr' })
  expect(language('Figure 3. Température en fonction du temps.')).toEqual(plain)
})
