/** One answer to choose. */
export type Choice = { readonly key: string; readonly text: string }

const OPTION = /^[ \t]*\(?([A-Z])[).:][ \t]+(\S[^\n]*)$/gm

/** The options that a question ends with, a line each: `A: …`, `(B) …`. */
export const readOptionsOfQuestion = (question: string): Choice[] =>
  [...question.matchAll(OPTION)].map(([, key, text]) => ({ key: key!, text: text!.trim() }))
