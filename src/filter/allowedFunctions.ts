/**
 * What a `where` may call. Everything else is refused, so that a new DuckDB brings no new way out.
 *
 * A function is here when it is pure, touches nothing but its arguments, takes time linear in them and makes nothing
 * much longer than them: DuckDB looks for cancellation only between chunks of 2048 rows, and its memory limit does not
 * count strings under way (`repeat('x', 3e9)` took 5.8 GB under a limit of 1 GiB, DuckDB 1.5.5). So `repeat`, `lpad`,
 * `range`, `levenshtein` and GLOB stay out.
 */
export type FunctionKind =
  | 'plain' // any arguments
  | 'text' // takes text, gives something else
  | 'textToText' // takes text, gives text no longer than it
  | 'growing' // the result may be as long as all arguments together
  | 'pattern' // text and a constant regular expression (RE2: linear in the text)
  | 'patternGrowing' // text, constant pattern, constant replacement of at most one character
  | 'constantFirst' // its first argument is a constant word such as 'year'
  | 'constantSecond' // its second argument is a constant

const KINDS: Record<FunctionKind, string> = {
  plain: `abs sign floor ceil ceiling round trunc sqrt cbrt exp ln log log2 log10 pow power mod fmod greatest least even
    isnan isinf isfinite sin cos tan atan atan2 degrees radians pi
    list_value list_contains array_contains list_has array_has list_has_any list_has_all list_position
    list_min list_max list_sum list_avg list_extract array_extract list_element struct_extract array_length
    year month day hour minute second to_years to_months to_weeks to_days to_hours to_minutes to_seconds
    nullif json_array_length`,
  text: `len length strlen char_length character_length contains starts_with prefix ends_with suffix instr strpos position
    ascii unicode`,
  textToText: 'lower lcase upper ucase trim ltrim rtrim left right substr substring reverse strip_accents',
  growing: 'concat concat_ws string_split str_split split split_part',
  pattern: 'regexp_matches regexp_full_match regexp_extract',
  patternGrowing: 'replace regexp_replace',
  constantFirst: 'date_part datepart date_trunc datetrunc date_diff datediff',
  constantSecond: 'json_extract_string json_extract json_extract_path_text',
}

export const FUNCTIONS: ReadonlyMap<string, FunctionKind> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) => names.split(/\s+/).map((name) => [name, kind as FunctionKind])),
)

/** Infix operators that arrive as functions. LIKE and its kin are apart: see likePattern.ts. */
export const BINARY_OPERATORS: ReadonlySet<string> = new Set('+ - * / // % ** ^ & |'.split(' '))

/** Why a name that people try is not there; the others get the list. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ['repeat', 'its result can be larger than the memory'],
  ['lpad', 'its result can be larger than the memory'],
  ['rpad', 'its result can be larger than the memory'],
  ['range', 'its result can be larger than the memory'],
  ['generate_series', 'its result can be larger than the memory'],
  ['levenshtein', 'its time grows with the square of the text'],
  ['editdist3', 'its time grows with the square of the text'],
  ['damerau_levenshtein', 'its time grows with the square of the text'],
  ['jaro_similarity', 'its time grows with the square of the text'],
  ['jaro_winkler_similarity', 'its time grows with the square of the text'],
  ['random', 'a rule must say the same at every run'],
  ['uuid', 'a rule must say the same at every run'],
  ['now', "a rule must say the same at every run; write the date as DATE '2026-01-31'"],
  ['today', "a rule must say the same at every run; write the date as DATE '2026-01-31'"],
  ['current_date', "a rule must say the same at every run; write the date as DATE '2026-01-31'"],
  ['current_timestamp', "a rule must say the same at every run; write the date as DATE '2026-01-31'"],
  ['~~~', 'GLOB can take time exponential in the pattern; use LIKE or regexp_matches(text, pattern)'],
  ['like_escape', 'LIKE … ESCAPE is not supported; use contains(text, part) or regexp_matches(text, pattern)'],
  ['ilike_escape', 'ILIKE … ESCAPE is not supported; use contains(lower(text), part)'],
])

export const CAST_TYPES: ReadonlySet<string> = new Set(
  `BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT FLOAT DOUBLE DECIMAL
   VARCHAR DATE TIME TIMESTAMP`.split(/\s+/),
)
