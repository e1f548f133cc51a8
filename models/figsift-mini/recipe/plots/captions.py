"""Captions of a drawing: terse, one sentence, detailed, and one in the manner of software papers; with their negatives."""

from recipe.figure import chance, choice
from recipe.plots.phrases import METHODS, OPENERS, PLAIN_OPENERS, TERSE, names_phrase, series_details, subset
from recipe.plots.prose import article, cap, fill, negatives, plain, tidy
from recipe.words import GENERIC_REMARKS, SOFTWARE_LEADS


def slots(rng, panel, facts, nouns) -> dict:
    domain = panel.domain
    noun = choice(rng, nouns)
    subject = choice(rng, facts.subjects)
    if facts.series and len(facts.series) > 1 and chance(rng, 0.35):
        subject += ' ' + names_phrase(rng, facts.series)
    topic = choice(rng, domain.topics)
    lead = article(noun)[: -len(noun)].strip()
    return {
        'S': subject, 'k': f'<k:{noun}>', 'K': f'<k:{noun[:1].upper() + noun[1:]}>', 'ak': f'{lead} <k:{noun}>'.strip(),
            'A': lead.capitalize() or 'The',
        'e': choice(rng, domain.entities), 'scope': panel.scope(), 'clause': choice(rng, domain.clauses), 't': topic,
            'T': topic[:1].upper() + topic[1:],
        'f': choice(rng, domain.fields), 'm': choice(rng, domain.methods), 'soft': choice(rng, domain.software),
    }


# A remark of the field that speaks of one of these is only true of charts that are called so.
_TELLING = ('violin', 'histogram', 'pie', 'box', 'bar', 'map', 'contour', 'node', 'circle', 'residual', 'row', 'spectr',
    'peak', 'image', 'photo', 'cell', 'mesh', 'dendrogram', 'tip', 'surface', 'grid', 'stream', 'lower left',
    'lower panel', 'arrow', 'scale bar', 'diagonal', 'inset', 'tick')


def remark(rng, domain, nouns) -> str:
    """A sentence of the field that does not contradict the kind of chart; empty where the drawn one does."""
    text = choice(rng, domain.remarks)
    names = ' '.join(nouns).lower()
    return text if all(word in names for word in _TELLING if word in text.lower()) else ''


def sentence(rng, panel, facts, nouns) -> str:
    template = choice(rng, OPENERS if chance(rng, 0.42) else PLAIN_OPENERS)
    return cap(fill(rng, template, **slots(rng, panel, facts, nouns)))


def detailed(rng, panel, facts, nouns) -> str:
    parts = []
    if facts.series:
        parts += series_details(rng, facts.series, facts.thing)
    parts += subset(rng, facts.details, 1, 4)
    parts += subset(rng, facts.findings, 0, 2)
    if chance(rng, 0.25):
        parts.append(remark(rng, panel.domain, nouns))
    if chance(rng, 0.3):
        parts.append(fill(rng, choice(rng, GENERIC_REMARKS), n=str(int(rng.integers(3, 500)))))
    if chance(rng, 0.3):
        m, m2 = (choice(rng, panel.domain.methods) for _ in range(2))
        parts.append(fill(rng, choice(rng, METHODS), m=m, M=cap(m), m2=m2, soft=panel.domain.software,
            e=panel.domain.entities, t=panel.domain.topics, clause=panel.domain.clauses))
    if chance(rng, 0.4):
        parts = [parts[i] for i in rng.permutation(len(parts))]
    end = '. ' if chance(rng, 0.93) else '; '
    return tidy(sentence(rng, panel, facts, nouns) + '. ' + end.join(cap(p) for p in parts if p)).rstrip('.') + ('.'
        if chance(rng, 0.85) else '')


def of_software(rng, panel, facts, nouns) -> str:
    lead = fill(rng, choice(rng, SOFTWARE_LEADS), **slots(rng, panel, facts, nouns))
    tail = facts.details + [remark(rng, panel.domain, nouns)]
    return tidy('. '.join(cap(p) for p in (lead, *subset(rng, tail, 0, 2)) if p) + '.')


def finished(rng, text: str) -> str:
    """A caption as papers print it: now and then with its figure number."""
    if chance(rng, 0.06):
        return f'{choice(rng, ("Figure", "Fig.", "FIG.", "Figure"))} {int(rng.integers(1, 12))}{choice(rng, (": ", ". ", " "))}{text}'
    return text


def captions_of(rng, panel, facts, nouns, other_kinds) -> tuple[list[str], list[str]]:
    """Captions, and captions wrong in one attribute (of the sentence and of the detailed one)."""
    terse = cap(fill(rng, choice(rng, TERSE), **slots(rng, panel, facts, nouns)))
    one = sentence(rng, panel, facts, nouns)
    long = [detailed(rng, panel, facts, nouns) for _ in range(2)]
    tool = of_software(rng, panel, facts, nouns)
    marked = [terse, one + ('.' if chance(rng, 0.7) else ''), *long, tool]
    wrong = [n for text in marked for n in negatives(rng, text, other_kinds)]
    return [finished(rng, plain(text)) for text in marked], list(dict.fromkeys(wrong))
