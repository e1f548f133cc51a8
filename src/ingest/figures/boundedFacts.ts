import type { PaperFacts } from '../paper.js'

/** In characters. Ours: the longest abstracts have some thousands. */
const MAX_ABSTRACT = 50_000
const MAX_FACT = 5_000
const MAX_SUBJECTS = 100

/** What a document says of its paper is written with each of its figures: what is longer than any such fact is none. */
export function boundedFacts(facts: PaperFacts): PaperFacts {
  const short = (text: string | null): string | null => (text === null || text.length > MAX_FACT ? null : text)
  return {
    paperId: short(facts.paperId),
    doi: short(facts.doi),
    arxivId: short(facts.arxivId),
    title: short(facts.title),
    abstract: facts.abstract === null || facts.abstract.length > MAX_ABSTRACT ? null : facts.abstract,
    publishedAt: short(facts.publishedAt),
    venue: short(facts.venue),
    language: short(facts.language),
    subjects: facts.subjects.slice(0, MAX_SUBJECTS).filter((subject) => subject.length <= MAX_FACT),
    license: facts.license,
  }
}
