import { expect, test } from 'vitest'
import { boundedFacts } from '../../../src/ingest/figures/boundedFacts.js'
import { NO_FACTS } from '../../../src/ingest/paper.js'

test('facts that no paper has are unknown, and the others stay', () => {
  const long = 'a '.repeat(100_000)
  const facts = boundedFacts({
    ...NO_FACTS,
    doi: '10.1/x',
    title: long,
    abstract: 'Short.',
    subjects: [long, 'Chemistry', ...Array.from({ length: 1_000 }, () => 'x')],
  })
  expect(facts).toMatchObject({ doi: '10.1/x', title: null, abstract: 'Short.' })
  expect(facts.subjects).toHaveLength(99)
  expect(facts.subjects[0]).toBe('Chemistry')
})
