import { expect, test } from 'vitest'
import { SOURCE_NAMES } from '../../src/ingest/source.js'
import { openSource } from '../../src/ingest/sources.js'

test.each(SOURCE_NAMES)('%s accepts names with the endings that it says', async (name) => {
  const source = await openSource(name)
  expect(source.endings.filter((ending) => !source.accepts(`folder/paper${ending}`))).toEqual([])
  expect(source.endings.length).toBeGreaterThan(0)
  expect(source.accepts('folder/paper.png')).toBe(false)
})
