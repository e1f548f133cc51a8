import { expect, test } from 'vitest'
import { plainLine, plainText, quoted, quotedPath } from '../../src/cli/text.js'

test('what a terminal acts on is replaced', () => {
  expect(plainText('a\u001b[2Jb\u0007c\u009bd\re')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffde')
  expect(plainText('user\u202egnp.exe')).toBe('user\ufffdgnp.exe')
  expect(plainText('a\u061cb\u2066c')).toBe('a\ufffdb\ufffdc')
  expect(plainText('line\n\ttab, Ångström, 電圧')).toBe('line\n\ttab, Ångström, 電圧')
})

test('a stranger fills one line at most', () => {
  expect(plainLine('a\nb\r\n\u001b[31mc')).toBe('a b\ufffd \ufffd[31mc')
  expect(plainLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
})

test('paths are printed as a shell takes them', () => {
  expect(quoted('a/b-c.jsonl')).toBe('a/b-c.jsonl')
  expect(quotedPath('-o.jsonl')).toBe('./-o.jsonl')
  expect(quoted("it's a *.jsonl")).toBe("'it'\\''s a *.jsonl'")
})
