import { describe, expect, it } from 'vitest'
import { CancelledError, DisposedError, type ErrorCode, FigsiftError, toRowError } from '../src/errors.js'

describe('toRowError', () => {
  it.each<ErrorCode>([
    'IMAGE_CORRUPT',
    'FILE_NOT_FOUND',
    'TEXT_MISSING',
    'LIMIT_EXCEEDED',
    'OCR_FAILED',
  ])('%s would come again: it is the row’s', (code) => {
    expect(toRowError(new FigsiftError(code, 'words'), 'decode')).toEqual({ code, message: 'words', stage: 'decode' })
  })

  it.each<ErrorCode>([
    'IO',
    'OUT_OF_MEMORY',
    'INTERNAL',
    'PEER_NOT_INSTALLED',
    'BINDING_NOT_FOUND',
  ])('%s may be gone next time: it fails the part', (code) => {
    const error = new FigsiftError(code, 'words')
    expect(() => toRowError(error, 'read')).toThrow(error)
  })

  it('neither swallows a cancelled call, a disposed object nor a mistake of ours', () => {
    for (const error of [new CancelledError(), new DisposedError('scorer'), new TypeError('ours')]) {
      expect(() => toRowError(error, 'score')).toThrow(error)
    }
  })
})
