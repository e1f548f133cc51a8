import { describe, expect, it } from 'vitest'
import { centreOffset, resizedSize } from '../../src/image/geometry.js'

describe('resizedSize', () => {
  it.each([
    [640, 480, 298, 224],
    [480, 640, 224, 298],
    [500, 500, 224, 224],
    [1000, 333, 672, 224], // 672.67: cut off, not rounded
    [3, 1000, 224, 74666],
    [1, 1, 224, 224],
  ])('%i x %i becomes %i x %i for a shortest edge of 224', (width, height, toWidth, toHeight) => {
    expect(resizedSize({ width, height }, { shortestEdge: 224 })).toEqual({ width: toWidth, height: toHeight })
  })

  it('takes a fixed size as it is', () => {
    expect(resizedSize({ width: 9, height: 4 }, { width: 3, height: 5 })).toEqual({ width: 3, height: 5 })
  })
})

describe('centreOffset', () => {
  it.each([
    [298, 224, -37],
    [299, 224, -37], // the odd pixel is cut on the right
    [224, 224, 0],
    [5, 8, 2], // -3 // 2 = -2: the odd pixel of padding is on the left
    [6, 8, 1],
  ])('%i pixels on %i start at %i', (size, canvas, expected) => {
    const { x, y } = centreOffset({ width: size, height: size }, { width: canvas, height: canvas })
    expect([x, y]).toEqual([expected, expected])
  })
})
