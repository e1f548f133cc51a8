"""Captions of real figures with one thing changed: what does the score read? Each probe: text -> another text or None."""

import re

from recipe import figure

# A kind is swapped by its commonest words only; the longest first, so that 'bar chart' is no 'chart'.
KIND_WORDS = {
    'plot': ('scatter plot', 'line plot', 'bar chart', 'bar plot', 'box plot', 'histogram', 'heatmap', 'heat map', 'curve', 'plot', 'chart', 'graph'),
    'diagram': ('flow chart', 'flowchart', 'block diagram', 'class diagram', 'workflow', 'pipeline', 'schematic', 'architecture', 'diagram'),
    'screenshot': ('screenshot', 'screen shot', 'user interface', 'dashboard', 'notebook', 'window'),
    'image': ('photograph', 'micrograph', 'microscopy image', 'photo', 'image', 'picture'),
    'map': ('map',),
    '3d': ('rendering', 'mesh', '3d model', 'surface'),
}


def kinds(rng, text):
    found = [(family, word) for family, words in KIND_WORDS.items() for word in words if re.search(rf'\b{word}s?\b', text, re.I)]
    if not found:
        return None
    family, word = max(found, key=lambda pair: len(pair[1]))
    other = figure.choice(rng, [f for f in KIND_WORDS if f != family])
    return re.sub(rf'\b{word}(?=s?\b)', figure.choice(rng, KIND_WORDS[other][:4]), text, flags=re.I)


PROBES = {
    'kind': kinds,
    'colour': lambda rng, text: figure.swap_colours(rng, text),
    'side': lambda rng, text: figure.swap_sides(text),
    'count': lambda rng, text: figure.swap_count(rng, text),
}
