"""Sentences from templates, with marks on the words that are facts of the picture.

A mark is `<c:red>`: class and word. Classes: c colour, n count, s side, d dash style, m marker, k kind of chart, t trend.
A caption is wrong in exactly one attribute when the words of one mark are changed; `negatives` does that.
"""

import re

from recipe.figure import COLOURS, choice, sample

_MARK = re.compile(r'<([cnsdmkt]):([^<>]*)>')
_ALTERNATIVES = re.compile(r'\(([^()\[\]]*\|[^()\[\]]*)\)')
_OPTIONAL = re.compile(r'\[([^()\[\]]*)\]')

_OPPOSITES = {a: b for pair in (('left', 'right'), ('top', 'bottom'), ('upper', 'lower'), ('horizontal', 'vertical'),
    ('above', 'below'), ('left-hand', 'right-hand'),
                                ('columns', 'rows'), ('first', 'last'), ('increases', 'decreases'), ('rises', 'falls'),
                                    ('higher', 'lower '), ('increasing', 'decreasing'),
                                ('positive', 'negative'), ('high', 'low'), ('larger', 'smaller'),
                                    ('linear', 'logarithmic'), ('grows', 'shrinks'), ('faster', 'slower'),
                                    ('increase', 'decrease'))
              for a, b in (pair, pair[::-1])}
DASHES = ('solid', 'dashed', 'dotted', 'dash-dotted')
MARKERS = ('circles', 'squares', 'triangles', 'diamonds', 'crosses', 'stars', 'dots')
NUMBERS = ('zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve')


def fill(rng, template: str, **slots) -> str:
    """`(a|b)` one of them, `[x]` half the time, `{slot}` the slot (a sequence: one of its items); groups may nest."""
    while True:
        text = _ALTERNATIVES.sub(lambda m: choice(rng, m.group(1).split('|')), template)
        text = _OPTIONAL.sub(lambda m: m.group(1) if rng.random() < 0.5 else '', text)
        if text == template:
            break
        template = text

    def slot(match):
        value = slots[match.group(1)]
        return str(choice(rng, value) if isinstance(value, (list, tuple)) else value)

    return tidy(re.sub(r'\{(\w+)\}', slot, text))


def tidy(text: str) -> str:
    text = re.sub(r' +([,.;:])', r'\1', re.sub(r'\s+', ' ', text)).strip()
    return re.sub(r'\b([Tt]he) the\b', r'\1', text)


def cap(text: str) -> str:
    """The first letter in upper case, also inside a mark."""
    start = 3 if _MARK.match(text) else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def plain(text: str) -> str:
    return _MARK.sub(lambda m: m.group(2), text)


def number(rng, n: int) -> str:
    """A count as a marked word or numeral."""
    return f'<n:{NUMBERS[n] if n < len(NUMBERS) and rng.random() < 0.75 else n}>'


def listing(rng, parts: list[str]) -> str:
    """'a, b and c'."""
    if len(parts) < 2:
        return ''.join(parts)
    last = choice(rng, (' and ', ' and ', ', and ')) if len(parts) > 2 else ' and '
    return ', '.join(parts[:-1]) + last + parts[-1]


def article(noun: str) -> str:
    """'a bar chart', 'an ECG'; plurals stay bare."""
    if noun.endswith('s') and not noun.endswith(('ss', 'is', 'series', 'us')):
        return noun
    return ('an ' if noun[:1].lower() in 'aeio' or noun.lower().startswith(('x-ray', 'hr ', 'xrd', 'ecg', 'eeg', 'ftir',
        'nmr', 'roc')) else 'a ') + noun


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def negatives(rng, text: str, other_kinds) -> list[str]:
    """Plain captions, each wrong in one attribute. `other_kinds` are nouns of charts that look different."""
    marks: dict[str, list[str]] = {}
    for group, word in _MARK.findall(text):
        if word.lower() not in marks.setdefault(group, []):
            marks[group].append(word.lower())
    wrong = []
    for group, words in marks.items():
        mapping = _changes(rng, group, words, other_kinds)
        if mapping:
            change = lambda m: _like(m.group(2), mapping.get(m.group(2).lower(),
                m.group(2))) if m.group(1) == group else m.group(2)
            wrong.append(_MARK.sub(change, text))
    return [w for w in wrong if w != plain(text)]


def _changes(rng, group: str, words: list[str], other_kinds) -> dict[str, str]:
    if group == 'c':
        if len(words) > 1 and rng.random() < 0.4:
            return dict(zip(words, words[1:] + words[:1]))
        bases = ' '.join(words)
        free = [c for c in COLOURS
            if c not in bases and not (c == 'grey' and 'gray' in bases) and not (c == 'purple' and 'violet' in bases) and not (c == 'pink' and 'magenta' in bases)
                and not (c == 'cyan' and 'turquoise' in bases) and not (c == 'yellow' and 'gold' in bases)]
        chosen = words if rng.random() < 0.5 else [choice(rng, words)]
        return dict(zip(chosen, sample(rng, free, len(chosen))))
    if group in 'st':
        return {w: _OPPOSITES[w].strip() for w in words if w in _OPPOSITES}
    if group == 'n':
        word = choice(rng, words)
        if word.isdigit():
            return {word: str(max(1, int(word) + choice(rng, (-2, -1, 1, 2,
                3))))} if int(word) > 2 else {word: str(int(word) + choice(rng, (1, 2, 3)))}
        return {word: choice(rng, [w for w in NUMBERS[1 if word == 'one' else 2 : 9]
            if w != word])}  # 'one panels' would give it away
    if group == 'k':
        return {w: choice(rng, other_kinds) for w in words[:1]} if other_kinds else {}
    pool = DASHES if group == 'd' else MARKERS
    if len(words) > 1 and rng.random() < 0.5:
        return dict(zip(words, words[1:] + words[:1]))
    free = [w for w in pool if w not in words]
    return {choice(rng, words): choice(rng, free)} if free else {}
