/**
 * Character entities that JATS documents use by name, because the DTD that nobody reads here declares them: the
 * sets Latin 1, symbols and Greek of HTML 4.01 (section 24) and the spaces and dashes of ISO 9573.
 */
/** 160 to 255 in order. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'

/** 945 to 969 in order; the capitals stand 32 before, and have no final sigma. */
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon ' +
  'phi chi psi omega'

const OTHERS =
  'amp:26 lt:3c gt:3e quot:22 apos:27 OElig:152 oelig:153 Scaron:160 scaron:161 Yuml:178 fnof:192 circ:2c6 tilde:2dc ' +
  'thetasym:3d1 upsih:3d2 piv:3d6 ensp:2002 emsp:2003 emsp13:2004 emsp14:2005 numsp:2007 puncsp:2008 thinsp:2009 ' +
  'hairsp:200a zwnj:200c zwj:200d lrm:200e rlm:200f hyphen:2010 dash:2010 ndash:2013 mdash:2014 lsquo:2018 rsquo:2019 ' +
  'sbquo:201a ldquo:201c rdquo:201d bdquo:201e dagger:2020 Dagger:2021 bull:2022 hellip:2026 permil:2030 prime:2032 ' +
  'Prime:2033 lsaquo:2039 rsaquo:203a oline:203e frasl:2044 euro:20ac image:2111 weierp:2118 real:211c trade:2122 ' +
  'angst:212b alefsym:2135 larr:2190 uarr:2191 rarr:2192 darr:2193 harr:2194 crarr:21b5 lArr:21d0 uArr:21d1 rArr:21d2 ' +
  'dArr:21d3 hArr:21d4 forall:2200 part:2202 exist:2203 empty:2205 nabla:2207 isin:2208 notin:2209 ni:220b prod:220f ' +
  'sum:2211 minus:2212 lowast:2217 radic:221a prop:221d infin:221e ang:2220 and:2227 or:2228 cap:2229 cup:222a int:222b ' +
  'there4:2234 sim:223c cong:2245 asymp:2248 ap:2248 ne:2260 equiv:2261 le:2264 ge:2265 sub:2282 sup:2283 nsub:2284 ' +
  'sube:2286 supe:2287 oplus:2295 otimes:2297 perp:22a5 sdot:22c5 lceil:2308 rceil:2309 lfloor:230a rfloor:230b ' +
  'lang:27e8 rang:27e9 loz:25ca spades:2660 clubs:2663 hearts:2665 diams:2666 check:2713 male:2642 female:2640'

function* entries(): Generator<[string, string]> {
  for (const [index, name] of LATIN_1.split(' ').entries()) yield [name, String.fromCodePoint(160 + index)]
  for (const [index, name] of GREEK.split(' ').entries()) {
    yield [name, String.fromCodePoint(945 + index)]
    if (name !== 'sigmaf') yield [name[0]!.toUpperCase() + name.slice(1), String.fromCodePoint(913 + index)]
  }
  for (const pair of OTHERS.split(' ')) {
    const [name, code] = pair.split(':') as [string, string]
    yield [name, String.fromCodePoint(Number.parseInt(code, 16))]
  }
}

/**
 * Character entities that JATS documents use by name, because the DTD that nobody reads here declares them: the
 * sets Latin 1, symbols and Greek of HTML 4.01 (section 24), and spaces and signs of ISO 9573 that are common.
 */
export const NAMED_CHARACTERS: ReadonlyMap<string, string> = new Map(entries())
