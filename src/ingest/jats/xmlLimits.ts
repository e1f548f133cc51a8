/** What a document may be at most. Real articles stay below a tenth of each; what is above is refused as a whole. */
export const XML_LIMITS = {
  bytes: 268_435_456,
  /** Elements inside one another: real ones reach 40 in nested mathematics. */
  depth: 256,
  attributesPerElement: 128,
  attributeCharacters: 1_048_576,
  /** Elements that are kept, and characters of their text. */
  elements: 500_000,
  characters: 33_554_432,
  /** Characters without a tag, such as an endless comment or declaration. */
  charactersBetweenTags: 16_777_216,
} as const

export type XmlLimits = { readonly [name in keyof typeof XML_LIMITS]: number }
