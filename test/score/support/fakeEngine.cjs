// Stands in for tesseract.js: what it does with a picture is written in the picture.
const { appendFileSync } = require('node:fs')
const { EventEmitter } = require('node:events')

exports.createWorker = async (_languages, _mode, { langPath, errorHandler }) => {
  if (langPath === 'broken data') {
    errorHandler('the language data cannot be read')
    return new Promise(() => {})
  }
  if (langPath.endsWith('.log')) appendFileSync(langPath, 'start\n')
  const worker = new EventEmitter()
  return {
    worker,
    async setParameters() {},
    async recognize(image) {
      const wish = Buffer.from(image).toString()
      if (wish === 'throw later') {
        setTimeout(() => {
          throw new Error('thrown where nobody listens')
        }, 1)
        return new Promise(() => {})
      }
      if (wish === 'exit') worker.emit('exit', 1)
      if (wish === 'refuse') throw 'Error attempting to read image.'
      if (wish === 'die once' || wish === 'die always') {
        const before = require('node:fs').readFileSync(langPath, 'utf8')
        if (wish === 'die always' || before.split('start').length - 1 < 2) process.exit(7)
      }
      while (wish === 'loop') {}
      await new Promise((resolve) => setTimeout(resolve, wish.startsWith('slow') ? 50 : 1))
      return { data: { text: `read ${wish}` } }
    },
  }
}
