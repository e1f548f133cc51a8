// How much of the text around a mention is looked at; every pattern below is bounded by it.
const LOOK = 110
/** Quotations are longer. */
const QUOTE_LOOK = 800

const WORK =
  '(?:articles?|papers?|publications?|stud(?:y|ies)|works?|manuscripts?|books?|reports?|preprints?|thesis|monographs?)'
const NAME = "\\p{Lu}[\\p{L}'’-]{1,24}"
const FOLLOWED_BY = [
  // of the original article, in the reference paper, of that study; "in this paper" is ours.
  new RegExp(
    `^\\s?(?:\\([^()]{0,24}\\)\\s)?(?:of|in|from)\\s(?:the|their|that|his|her|another|an?)\\s(?:(?!this|our|present|current)[\\p{L}-]{1,16}\\s){0,4}?(?:${WORK}(?![\\p{L}])|original(?=\\s?(?:$|[.,;:)])))`,
    'iu',
  ),
  // of [12], in ref. 12, in [@key]
  /^\s?(?:of|in|from|by)\s(?:the\s)?(?:refs?\.?|references?|citations?)?\s?(?:\[[\d@\p{L}]|@[\p{L}])/iu,
  /^\s?(?:of|in|from)\s(?:refs?\.|refs?|references?)\s?\d/i,
  // in (Smith 2010), of (Smith2010)
  /^\s?(?:of|in|from|by)\s\([^()]{0,60}(?:\d{4}[a-z]?|et al\.?)\)/i,
  // of Smith et al., in Smith and Jones (2010), from Smith [3]
  new RegExp(
    `^\\s?(?:of|in|from|by)\\s${NAME}(?:(?:,?\\s(?:and|&)\\s|,\\s|\\s)${NAME}){0,3}\\s?(?:et\\sal|\\(\\d{4}|\\[\\d|\\[@)`,
    'u',
  ),
]
const PRECEDED_BY = [
  /(?:^|[^\p{L}])(?:their|his|her)\s(?:own\s)?$/iu,
  // Smith et al.'s, Smith's, [3]'s
  /(?:et al\.?|\]|\)|\p{Lu}[\p{L}-]{1,24})['’]s?\s(?:\p{Ll}{1,12}\s)?$/u,
  /(?:^|[^\p{L}])original(?:\s(?:article|paper|publication|study))?(?:['’]s)?\s$/iu,
  // the original result in Figure 3C
  /(?:^|[^\p{L}])(?:original|published)\s(?:results?|figures?|plots?|simulations?|findings?|experiments?|curves?)\s(?:(?:shown|presented|given|reported|seen)\s)?(?:in|of|from)\s$/iu,
  // in the original paper (Figure 5)
  new RegExp(`(?:^|[^\\p{L}])(?:original|reference|published|earlier|previous)\\s${WORK}\\s\\((?:see\\s)?$`, 'iu'),
  /(?:^|[^\p{L}])(?:reproductions?|replications?|re-?implementations?|cop(?:y|ies))\sof\s(?:the\s)?(?:results?\s(?:of|in)\s)?$/iu,
  /(?:^|[^\p{L}])(?:adapted|redrawn|modified|taken|reprinted|borrowed)\s(?:from|after)\s$/iu,
  /(?:^|[^\p{L}])(?:reproduce[sd]?|reproducing|replicate[sd]?|replicating)\s(?:the\s)?$/iu,
  // (Smith et al., 2010, Fig. 2); (Smith et al., 2010; Fig. 2) cites twice, and the figure is ours.
  /[(;]\s?(?:see\s|e\.g\.,?\s|cf\.\s)?\p{Lu}[^();]{0,60}(?<!\d)(?:1[89]|20)\d{2}[a-z]?[,:]\s(?:see\s|their\s|in\s)?$/u,
  // [12, Fig. 3], ref. 12, Fig. 3
  /\[(?:@[^\][]{1,40}|\d{1,3}),\s$/,
  /(?:^|[^\p{L}])refs?\.?\s?\[?\d{1,3}\]?,\s$/iu,
]

/** Whether the words around `start` to `end` give the figure to another publication: "Figure 2 of [12]". */
export function isForeign(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LOOK), start).replace(/[\s~]+/g, ' ')
  const after = text.slice(end, end + LOOK).replace(/[\s~]+/g, ' ')
  return FOLLOWED_BY.some((pattern) => pattern.test(after)) || PRECEDED_BY.some((pattern) => pattern.test(before))
}

/** `(Figure 5)` alone in its brackets, as authors cite their own figures; not within quotation marks. */
export const isBracketed = (text: string, start: number, end: number): boolean =>
  /\((?:see\s(?:also\s)?)?$/.test(text.slice(Math.max(0, start - 12), start)) &&
  text[end] === ')' &&
  !isQuoted(text.slice(Math.max(0, start - QUOTE_LOOK), start))

function isQuoted(before: string): boolean {
  const straight = before.split('"').length - 1
  return straight % 2 === 1 || before.lastIndexOf('“') > before.lastIndexOf('”')
}

const IN_SUPPLEMENT =
  /^\s?(?:in|of)\s(?:the\s|our\s)?(?:online\s|electronic\s)?(?:supplement(?:ary|al)?|supporting\sinformation|SI)(?![\p{L}])/iu

/** "Figure 2 in the supplement". */
export const isInSupplement = (text: string, end: number): boolean =>
  IN_SUPPLEMENT.test(text.slice(end, end + LOOK).replace(/[\s~]+/g, ' '))
