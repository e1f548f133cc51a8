#!/usr/bin/env node
'use strict'

// sharp decodes on libuv's thread pool, whose default of 4 threads would cap it on larger machines. The pool reads this
// variable when it is first used, so it must be set before anything else is loaded; importing an ES module already
// uses the pool, which is why this file is CommonJS.
process.env.UV_THREADPOOL_SIZE ||= String(Math.max(4, require('node:os').availableParallelism()))

import('../dist/cli/main.js').then(
  ({ main }) => main(process.argv.slice(2)),
  (error) => {
    const isMissing = error.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('dist/cli/main.js')
    console.error(isMissing ? 'figsift is not built. Run `npm run compile` in its folder first.' : error)
    process.exitCode = 1
  },
)
