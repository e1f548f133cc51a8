import { describe } from 'vitest'
import { hostileCases } from './hostileCases.js'
import { browserForTests, chromiumPath } from './openBrowser.js'
import { pageCases } from './pageCases.js'
import { scrollCases } from './scrollCases.js'

// One file, because a browser and what the report imports take longer to start than most of the cases.
describe.skipIf(chromiumPath === undefined)('a report in a browser', () => {
  const browser = browserForTests()
  describe('the page', () => pageCases(browser))
  describe('hostile texts', () => hostileCases(browser))
  describe('a thousand pictures', () => scrollCases(browser))
})
