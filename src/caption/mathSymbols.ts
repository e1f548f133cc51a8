/** `name:sign name:sign …` as a map. */
export const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const at = pair.indexOf(':')
        return [pair.slice(0, at), pair.slice(at + 1)]
      }),
  )

/** Commands that stand for one sign and need no spaces: Greek, dots, letters. Names as in LaTeX and amssymb. */
export const SIGNS: ReadonlyMap<string, string> = pairs(`
alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ varkappa:ϰ
lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ
chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω
infty:∞ partial:∂ nabla:∇ ell:ℓ hbar:ħ hslash:ħ Re:ℜ Im:ℑ aleph:ℵ wp:℘ emptyset:∅ varnothing:∅ angle:∠ prime:′
ldots:… dots:… cdots:⋯ vdots:⋮ ddots:⋱ dotsc:… dotsb:⋯ dag:† dagger:† ddag:‡ ddagger:‡ S:§ P:¶ copyright:© pounds:£
degree:° textdegree:° circ:∘ bullet:• star:⋆ ast:∗ bigcirc:○ square:□ blacksquare:■ triangle:△ checkmark:✓
forall:∀ exists:∃ nexists:∄ neg:¬ lnot:¬ top:⊤ bot:⊥ sharp:♯ flat:♭ natural:♮ clubsuit:♣ heartsuit:♥ lbrace:{ rbrace:}
langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ vert:| lvert:| rvert:| Vert:‖ lVert:‖ rVert:‖ mid:| backslash:\\
imath:ı jmath:ȷ i:ı j:ȷ aa:å AA:Å angstrom:Å ae:æ AE:Æ oe:œ OE:Œ o:ø O:Ø ss:ß l:ł L:Ł micro:µ textmu:µ ohm:Ω
sum:∑ prod:∏ coprod:∐ int:∫ iint:∬ iiint:∭ oint:∮ bigcup:⋃ bigcap:⋂ bigoplus:⨁ bigotimes:⨂ surd:√
lbrack:[ rbrack:] textasciitilde:~ textbackslash:\\ textbar:| textless:< textgreater:> textquoteright:’ textendash:–
textemdash:— percent:% celsius:°C degreeCelsius:°C
`)

/** Commands that part what stands on their two sides: they get spaces around them. */
export const RELATIONS: ReadonlyMap<string, string> = pairs(`
leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ neq:≠ ne:≠ approx:≈ approxeq:≊ sim:∼ simeq:≃ cong:≅ equiv:≡ propto:∝
ll:≪ gg:≫ lesssim:≲ gtrsim:≳ prec:≺ succ:≻ preceq:⪯ succeq:⪰ doteq:≐ triangleq:≜ coloneqq:≔ in:∈ notin:∉ ni:∋
subset:⊂ supset:⊃ subseteq:⊆ supseteq:⊇ perp:⊥ parallel:∥ models:⊨ vdash:⊢ asymp:≍ to:→ rightarrow:→ leftarrow:←
leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ longrightarrow:→ longleftarrow:← Longrightarrow:⇒ iff:⇔
implies:⇒ mapsto:↦ longmapsto:↦ gets:← hookrightarrow:↪ uparrow:↑ downarrow:↓ updownarrow:↕ nearrow:↗ searrow:↘
rightleftharpoons:⇌ leftrightarrows:⇄ times:× div:÷ pm:± mp:∓ cup:∪ cap:∩ setminus:∖ oplus:⊕ ominus:⊖ otimes:⊗
wedge:∧ land:∧ vee:∨ lor:∨ bmod:mod lt:< gt:>
`)

/** Operators that are bound closely. */
export const CLOSE: ReadonlyMap<string, string> = pairs('cdot:· odot:⊙ slash:/ colon::')

/** Names that TeX sets upright and that keep a space to their argument. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp min max sup inf lim limsup liminf arg det dim ker deg gcd Pr hom mod argmin argmax tr rank sgn sign'.split(
    ' ',
  ),
)

/** Spaces, and commands that change nothing that is read. */
export const SPACES: ReadonlySet<string> = new Set([
  ...[',', ';', ':', ' ', '>', '\n', 'quad', 'qquad', 'enspace', 'thinspace', 'medspace', 'thickspace', 'hfill'],
])
export const SILENT: ReadonlySet<string> = new Set(
  'left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber rm bf it tt sf sc em bfseries itshape rmfamily sffamily ttfamily mdseries upshape scshape centering small normalsize large footnotesize protect noindent boldmath ! / - relax ensuremath mathstrut strut allowbreak nobreak'.split(
    ' ',
  ),
)

/** Commands whose first argument is not read: keys, lengths, colours. The number says how many such arguments. */
export const DROPPED_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...(['label', 'hspace', 'vspace', 'phantom', 'hphantom', 'vphantom', 'color', 'cite', 'footnotemark'] as const).map(
    (name) => [name, 1] as const,
  ),
  ['textcolor', 1],
  ['colorbox', 1],
  ['raisebox', 1],
  ['rule', 2],
  ['hskip', 0],
])

/** Marks above or below one letter, as combining characters. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['^', '\u0302'],
  ['bar', '\u0304'],
  ['overline', '\u0305'],
  ['=', '\u0304'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['~', '\u0303'],
  ['dot', '\u0307'],
  ['.', '\u0307'],
  ['ddot', '\u0308'],
  ['"', '\u0308'],
  ['vec', '\u20d7'],
  ['overrightarrow', '\u20d7'],
  ['check', '\u030c'],
  ['v', '\u030c'],
  ['acute', '\u0301'],
  ["'", '\u0301'],
  ['grave', '\u0300'],
  ['`', '\u0300'],
  ['breve', '\u0306'],
  ['u', '\u0306'],
  ['mathring', '\u030a'],
  ['r', '\u030a'],
  ['c', '\u0327'],
  ['H', '\u030b'],
  ['underline', '\u0332'],
])

const charMap = (from: string, to: string): ReadonlyMap<string, string> => {
  const target = [...to]
  return new Map([...from].map((char, at) => [char, target[at]!]))
}

export const SUPERSCRIPTS: ReadonlyMap<string, string> = charMap('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ')
export const SUBSCRIPTS: ReadonlyMap<string, string> = charMap('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎')
export const DOUBLE_STRUCK: ReadonlyMap<string, string> = charMap('CHNPQRZE1', 'ℂℍℕℙℚℝℤ𝔼𝟙')
